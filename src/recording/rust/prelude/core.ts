/**
 * The part of std that programs may use, as Rust declarations: names, signatures, and how each method takes `self`.
 * `int`, `float`, `Slice` and `Iter` stand for what Rust spreads over many types.
 */
export const CORE = `
mod std {
  mod prelude { mod v1 {} }
  mod option {
    enum Option<T> { None, Some(T) }
    impl<T> Option<T> {
      fn is_some(&self) -> bool; fn is_none(&self) -> bool;
      fn is_some_and(self, f: impl FnOnce(T) -> bool) -> bool; fn is_none_or(self, f: impl FnOnce(T) -> bool) -> bool;
      fn unwrap(self) -> T; fn expect(self, msg: &str) -> T; fn unwrap_or(self, d: T) -> T;
      fn unwrap_or_else(self, f: impl FnOnce() -> T) -> T; fn unwrap_or_default(self) -> T;
      fn map<U>(self, f: impl FnOnce(T) -> U) -> Option<U>; fn map_or<U>(self, d: U, f: impl FnOnce(T) -> U) -> U;
      fn map_or_else<U>(self, d: impl FnOnce() -> U, f: impl FnOnce(T) -> U) -> U;
      fn and_then<U>(self, f: impl FnOnce(T) -> Option<U>) -> Option<U>; fn and<U>(self, o: Option<U>) -> Option<U>;
      fn or(self, o: Option<T>) -> Option<T>; fn or_else(self, f: impl FnOnce() -> Option<T>) -> Option<T>;
      fn xor(self, o: Option<T>) -> Option<T>; fn inspect(self, f: impl FnOnce(&T)) -> Option<T>;
      fn filter(self, f: impl FnOnce(&T) -> bool) -> Option<T>;
      fn ok_or<E>(self, e: E) -> Result<T, E>; fn ok_or_else<E>(self, f: impl FnOnce() -> E) -> Result<T, E>;
      fn as_ref(&self) -> Option<&T>; fn as_mut(&mut self) -> Option<&mut T>; fn as_deref(&self) -> Option<_>; fn as_deref_mut(&mut self) -> Option<_>;
      fn take(&mut self) -> Option<T>; fn take_if(&mut self, f: impl FnOnce(&mut T) -> bool) -> Option<T>;
      fn replace(&mut self, v: T) -> Option<T>; fn insert(&mut self, v: T) -> &mut T;
      fn get_or_insert(&mut self, v: T) -> &mut T; fn get_or_insert_with(&mut self, f: impl FnOnce() -> T) -> &mut T;
      fn cloned(self) -> Option<_>; fn copied(self) -> Option<_>; fn flatten(self) -> T; fn transpose(self) -> _;
      fn zip<U>(self, o: Option<U>) -> Option<(T, U)>; fn unzip(self) -> _;
      fn iter(&self) -> Iter<&T>; fn iter_mut(&mut self) -> Iter<&mut T>; fn into_iter(self) -> Iter<T>;
      fn as_pin_mut(self) -> Option<_>;
    }
  }
  mod result {
    enum Result<T, E> { Ok(T), Err(E) }
    impl<T, E> Result<T, E> {
      fn is_ok(&self) -> bool; fn is_err(&self) -> bool;
      fn is_ok_and(self, f: impl FnOnce(T) -> bool) -> bool; fn is_err_and(self, f: impl FnOnce(E) -> bool) -> bool;
      fn ok(self) -> Option<T>; fn err(self) -> Option<E>;
      fn unwrap(self) -> T; fn expect(self, msg: &str) -> T; fn unwrap_err(self) -> E; fn expect_err(self, msg: &str) -> E;
      fn unwrap_or(self, d: T) -> T; fn unwrap_or_else(self, f: impl FnOnce(E) -> T) -> T; fn unwrap_or_default(self) -> T;
      fn map<U>(self, f: impl FnOnce(T) -> U) -> Result<U, E>; fn map_err<F>(self, f: impl FnOnce(E) -> F) -> Result<T, F>;
      fn map_or<U>(self, d: U, f: impl FnOnce(T) -> U) -> U; fn map_or_else<U>(self, d: impl FnOnce(E) -> U, f: impl FnOnce(T) -> U) -> U;
      fn and_then<U>(self, f: impl FnOnce(T) -> Result<U, E>) -> Result<U, E>; fn and<U>(self, o: Result<U, E>) -> Result<U, E>;
      fn or<F>(self, o: Result<T, F>) -> Result<T, F>; fn or_else<F>(self, f: impl FnOnce(E) -> Result<T, F>) -> Result<T, F>;
      fn inspect(self, f: impl FnOnce(&T)) -> Result<T, E>; fn inspect_err(self, f: impl FnOnce(&E)) -> Result<T, E>;
      fn as_ref(&self) -> Result<&T, &E>; fn as_mut(&mut self) -> Result<&mut T, &mut E>; fn as_deref(&self) -> Result<_, &E>;
      fn cloned(self) -> Result<_, E>; fn copied(self) -> Result<_, E>; fn flatten(self) -> T; fn transpose(self) -> _;
      fn iter(&self) -> Iter<&T>; fn into_iter(self) -> Iter<T>;
    }
  }
  mod future {
    trait Future { type Output; fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output>; }
    trait IntoFuture {}
    fn ready<T>(v: T) -> impl Future<Output = T>; fn pending<T>() -> impl Future<Output = T>;
    fn poll_fn<T>(f: impl FnMut(&mut Context<'_>) -> Poll<T>) -> impl Future<Output = T>;
  }
  mod task {
    enum Poll<T> { Ready(T), Pending }
    impl<T> Poll<T> {
      fn is_ready(&self) -> bool; fn is_pending(&self) -> bool; fn map<U>(self, f: impl FnOnce(T) -> U) -> Poll<U>;
    }
    struct Context {} struct Waker {}
    impl Context { fn waker(&self) -> &Waker; fn from_waker(w: &Waker) -> Context; }
    impl Waker { fn wake(self); fn wake_by_ref(&self); fn clone(&self) -> Waker; fn will_wake(&self, o: &Waker) -> bool; fn noop() -> &Waker; fn from(w: _) -> Waker; fn clone_from(&mut self, o: &Waker); }
    trait Wake { fn wake(self: Arc<Self>); }
  }
  mod pin {
    struct Pin<P> {}
    impl<P> Pin<P> {
      fn new(p: P) -> Pin<P>; fn as_mut(&mut self) -> Pin<&mut _>; fn as_ref(&self) -> Pin<&_>; fn get_mut(self) -> P; fn get_ref(self) -> P;
      fn set(&mut self, v: _); fn into_inner(self) -> P;
    }
  }
  mod boxed {
    struct Box<T> {}
    impl<T> Box<T> { fn new(v: T) -> Box<T>; fn pin(v: T) -> Pin<Box<T>>; fn leak(v: Box<T>) -> &mut T; fn as_ref(&self) -> &T; fn as_mut(&mut self) -> &mut T; fn from(v: T) -> Box<T>; fn into_pin(b: Box<T>) -> Pin<Box<T>>; }
  }
  mod rc {
    struct Rc<T> {} struct Weak<T> {}
    impl<T> Rc<T> { fn new(v: T) -> Rc<T>; fn clone(&self) -> Rc<T>; fn strong_count(r: &Rc<T>) -> usize; fn weak_count(r: &Rc<T>) -> usize; fn ptr_eq(a: &Rc<T>, b: &Rc<T>) -> bool; fn downgrade(r: &Rc<T>) -> Weak<T>; fn try_unwrap(r: Rc<T>) -> Result<T, Rc<T>>; fn into_inner(r: Rc<T>) -> Option<T>; fn get_mut(r: &mut Rc<T>) -> Option<&mut T>; fn as_ref(&self) -> &T; }
    impl<T> Weak<T> { fn upgrade(&self) -> Option<Rc<T>>; fn clone(&self) -> Weak<T>; fn new() -> Weak<T>; }
  }
  mod cell {
    struct Cell<T> {} struct RefCell<T> {} struct Ref<T> {} struct RefMut<T> {} struct OnceCell<T> {}
    impl<T> Cell<T> { fn new(v: T) -> Cell<T>; fn get(&self) -> T; fn set(&self, v: T); fn replace(&self, v: T) -> T; fn take(&self) -> T; fn into_inner(self) -> T; }
    impl<T> RefCell<T> { fn new(v: T) -> RefCell<T>; fn borrow(&self) -> Ref<T>; fn borrow_mut(&self) -> RefMut<T>; fn into_inner(self) -> T; fn replace(&self, v: T) -> T; fn take(&self) -> T; }
    impl<T> OnceCell<T> { fn new() -> OnceCell<T>; fn get(&self) -> Option<&T>; fn set(&self, v: T) -> Result<(), T>; fn get_or_init(&self, f: impl FnOnce() -> T) -> &T; }
  }
  mod mem {
    fn take<T>(r: &mut T) -> T; fn replace<T>(r: &mut T, v: T) -> T; fn swap<T>(a: &mut T, b: &mut T); fn drop<T>(v: T); fn forget<T>(v: T);
  }
  mod ops {
    struct Range<T> { start: T, end: T } struct RangeInclusive<T> {} struct RangeFrom<T> { start: T } struct RangeTo<T> { end: T } struct RangeFull {}
    impl<T> Range<T> { fn contains(&self, v: &T) -> bool; fn is_empty(&self) -> bool; fn clone(&self) -> Range<T>; }
    impl<T> RangeInclusive<T> { fn contains(&self, v: &T) -> bool; fn is_empty(&self) -> bool; fn start(&self) -> &T; fn end(&self) -> &T; fn clone(&self) -> RangeInclusive<T>; }
    enum ControlFlow<B, C> { Continue(C), Break(B) }
    impl<B, C> ControlFlow<B, C> { fn is_break(&self) -> bool; fn is_continue(&self) -> bool; fn break_value(self) -> Option<B>; }
    trait Drop { fn drop(&mut self); }
    trait Deref { type Target; fn deref(&self) -> &Self::Target; } trait DerefMut { fn deref_mut(&mut self) -> &mut Self::Target; }
    trait Fn {} trait FnMut {} trait FnOnce {} trait AsyncFn {} trait AsyncFnMut {} trait AsyncFnOnce {}
    trait Add { type Output; } trait Sub { type Output; } trait Mul { type Output; } trait Div { type Output; } trait Rem { type Output; } trait Neg { type Output; } trait Not { type Output; }
    trait AddAssign {} trait SubAssign {} trait MulAssign {} trait DivAssign {} trait RemAssign {} trait Index { type Output; } trait IndexMut {}
    trait BitAnd { type Output; } trait BitOr { type Output; } trait BitXor { type Output; } trait Shl { type Output; } trait Shr { type Output; }
  }
  mod cmp {
    enum Ordering { Less, Equal, Greater }
    impl Ordering { fn reverse(self) -> Ordering; fn then(self, o: Ordering) -> Ordering; fn then_with(self, f: impl FnOnce() -> Ordering) -> Ordering; fn is_lt(self) -> bool; fn is_gt(self) -> bool; fn is_le(self) -> bool; fn is_ge(self) -> bool; fn is_eq(self) -> bool; fn is_ne(self) -> bool; }
    struct Reverse<T>(T);
    fn min<T>(a: T, b: T) -> T; fn max<T>(a: T, b: T) -> T;
    trait PartialEq {} trait Eq {} trait PartialOrd {} trait Ord {}
  }
  mod clone { trait Clone {} }
  mod marker { trait Copy {} trait Send {} trait Sync {} trait Unpin {} trait Sized {} struct PhantomData<T> {} struct PhantomPinned {} }
  mod default { trait Default {} }
  mod convert { trait From {} trait Into {} trait TryFrom {} trait TryInto {} trait AsRef {} trait AsMut {} enum Infallible {} fn identity<T>(v: T) -> T; }
  mod borrow { trait Borrow {} trait ToOwned {} }
  mod hash { trait Hash {} trait Hasher {} }
  mod any { trait Any {} fn type_name<T>() -> &str; }
  mod error { trait Error {} }
  mod f64 { mod consts { const PI: f64; const TAU: f64; const E: f64; const SQRT_2: f64; const LN_2: f64; } }
  mod hint { fn black_box<T>(v: T) -> T; fn spin_loop(); }
  mod fmt {
    trait Debug { fn fmt(&self, f: &mut Formatter<'_>) -> Result<(), Error>; } trait Display { fn fmt(&self, f: &mut Formatter<'_>) -> Result<(), Error>; } trait Write {}
    struct Formatter {} struct Error {} struct DebugStruct {}
    type Result = std::result::Result<(), Error>;
    impl Formatter { fn write_str(&mut self, s: &str) -> Result<(), Error>; fn write_fmt(&mut self, s: String) -> Result<(), Error>; fn debug_struct(&mut self, name: &str) -> DebugStruct; fn alternate(&self) -> bool; fn pad(&mut self, s: &str) -> Result<(), Error>; }
    impl DebugStruct { fn field(&mut self, name: &str, v: &_) -> &mut DebugStruct; fn finish(&mut self) -> Result<(), Error>; }
  }
  mod str { trait FromStr {} }
  mod io {
    struct Error {} struct Stdout {} struct Stderr {} trait Write {} trait Read {} trait BufRead {}
    enum ErrorKind { NotFound, PermissionDenied, ConnectionRefused, ConnectionReset, ConnectionAborted, NotConnected, BrokenPipe, AlreadyExists, WouldBlock, InvalidInput, InvalidData, TimedOut, WriteZero, Interrupted, Unsupported, UnexpectedEof, OutOfMemory, Other }
    type Result<T> = std::result::Result<T, Error>;
    fn stdout() -> Stdout; fn stderr() -> Stderr;
    impl Error { fn new(k: ErrorKind, e: _) -> Error; fn other(e: _) -> Error; fn from(k: ErrorKind) -> Error; fn kind(&self) -> ErrorKind; }
    impl Stdout { fn flush(&mut self) -> Result<()>; fn lock(&self) -> Stdout; } impl Stderr { fn flush(&mut self) -> Result<()>; fn lock(&self) -> Stderr; }
  }
  mod num { struct ParseIntError {} struct ParseFloatError {} struct TryFromIntError {} struct Wrapping<T>(T); struct NonZeroUsize {} struct NonZeroU32 {} struct NonZeroU64 {} }
  mod env { fn args() -> Iter<String>; fn var(k: &str) -> Result<String, VarError>; struct VarError {} }
  mod process { fn exit(code: i32) -> !; }
  mod panic { fn catch_unwind<T>(f: impl FnOnce() -> T) -> Result<T, Box<_>>; fn resume_unwind(p: _) -> !; fn panic_any(p: _) -> !; struct AssertUnwindSafe<T>(T); }
  mod iter {
    struct Iter<T> {}
    trait Iterator { type Item; fn next(&mut self) -> Option<Self::Item>; } trait IntoIterator { type Item; } trait FromIterator {} trait DoubleEndedIterator {} trait ExactSizeIterator {} trait Extend {} trait Sum {} trait Product {}
    fn once<T>(v: T) -> Iter<T>; fn repeat<T>(v: T) -> Iter<T>; fn repeat_n<T>(v: T, n: usize) -> Iter<T>; fn repeat_with<T>(f: impl FnMut() -> T) -> Iter<T>; fn empty<T>() -> Iter<T>; fn from_fn<T>(f: impl FnMut() -> Option<T>) -> Iter<T>;
    fn successors<T>(v: Option<T>, f: impl FnMut(&T) -> Option<T>) -> Iter<T>; fn zip<A, B>(a: impl Iterator<Item = A>, b: impl Iterator<Item = B>) -> Iter<(A, B)>;
    impl<T> Iter<T> {
      fn next(&mut self) -> Option<T>; fn next_back(&mut self) -> Option<T>; fn peek(&mut self) -> Option<&T>; fn size_hint(&self) -> (usize, Option<usize>);
      fn map<U>(self, f: impl FnMut(T) -> U) -> Iter<U>; fn filter(self, f: impl FnMut(&T) -> bool) -> Iter<T>; fn filter_map<U>(self, f: impl FnMut(T) -> Option<U>) -> Iter<U>;
      fn enumerate(self) -> Iter<(usize, T)>; fn zip<U>(self, o: impl IntoIterator<Item = U>) -> Iter<(T, U)>; fn chain(self, o: impl IntoIterator<Item = T>) -> Iter<T>;
      fn rev(self) -> Iter<T>; fn skip(self, n: usize) -> Iter<T>; fn take(self, n: usize) -> Iter<T>; fn step_by(self, n: usize) -> Iter<T>; fn peekable(self) -> Iter<T>; fn fuse(self) -> Iter<T>; fn by_ref(&mut self) -> Iter<T>;
      fn skip_while(self, f: impl FnMut(&T) -> bool) -> Iter<T>; fn take_while(self, f: impl FnMut(&T) -> bool) -> Iter<T>; fn map_while<U>(self, f: impl FnMut(T) -> Option<U>) -> Iter<U>; fn inspect(self, f: impl FnMut(&T)) -> Iter<T>;
      fn flat_map<U>(self, f: impl FnMut(T) -> U) -> Iter<_>; fn flatten(self) -> Iter<_>; fn cloned(self) -> Iter<_>; fn copied(self) -> Iter<_>; fn cycle(self) -> Iter<T>; fn clone(&self) -> Iter<T>; fn as_str(&self) -> &str;
      fn scan<S, U>(self, s: S, f: impl FnMut(&mut S, T) -> Option<U>) -> Iter<U>;
      fn collect<B>(self) -> B; fn sum<S>(self) -> S; fn product<S>(self) -> S; fn count(self) -> usize; fn last(self) -> Option<T>; fn nth(&mut self, n: usize) -> Option<T>; fn partition<B>(self, f: impl FnMut(&T) -> bool) -> (B, B); fn unzip<A, B>(self) -> (A, B);
      fn fold<A>(self, a: A, f: impl FnMut(A, T) -> A) -> A; fn try_fold<A>(&mut self, a: _, f: impl FnMut(_, T) -> A) -> A; fn reduce(self, f: impl FnMut(T, T) -> T) -> Option<T>; fn for_each(self, f: impl FnMut(T)); fn try_for_each<R>(&mut self, f: impl FnMut(T) -> R) -> R;
      fn all(&mut self, f: impl FnMut(T) -> bool) -> bool; fn any(&mut self, f: impl FnMut(T) -> bool) -> bool; fn find(&mut self, f: impl FnMut(&T) -> bool) -> Option<T>; fn find_map<U>(&mut self, f: impl FnMut(T) -> Option<U>) -> Option<U>; fn position(&mut self, f: impl FnMut(T) -> bool) -> Option<usize>;
      fn max(self) -> Option<T>; fn min(self) -> Option<T>; fn max_by_key<K>(self, f: impl FnMut(&T) -> K) -> Option<T>; fn min_by_key<K>(self, f: impl FnMut(&T) -> K) -> Option<T>; fn max_by(self, f: impl FnMut(&T, &T) -> Ordering) -> Option<T>; fn min_by(self, f: impl FnMut(&T, &T) -> Ordering) -> Option<T>;
      fn len(&self) -> usize; fn into_iter(self) -> Iter<T>; fn eq(self, o: _) -> bool; fn is_sorted(self) -> bool;
    }
  }
  mod slice { struct Slice<T> {}
    impl<T> Slice<T> {
      fn len(&self) -> usize; fn is_empty(&self) -> bool; fn iter(&self) -> Iter<&T>; fn iter_mut(&mut self) -> Iter<&mut T>;
      fn first(&self) -> Option<&T>; fn last(&self) -> Option<&T>; fn first_mut(&mut self) -> Option<&mut T>; fn last_mut(&mut self) -> Option<&mut T>; fn get(&self, i: _) -> Option<&T>; fn get_mut(&mut self, i: usize) -> Option<&mut T>;
      fn contains(&self, v: &T) -> bool; fn starts_with(&self, v: &_) -> bool; fn ends_with(&self, v: &_) -> bool; fn to_vec(&self) -> Vec<T>; fn swap(&mut self, a: usize, b: usize); fn reverse(&mut self); fn fill(&mut self, v: T);
      fn sort(&mut self); fn sort_unstable(&mut self); fn sort_by(&mut self, f: impl FnMut(&T, &T) -> Ordering); fn sort_by_key<K>(&mut self, f: impl FnMut(&T) -> K); fn sort_unstable_by_key<K>(&mut self, f: impl FnMut(&T) -> K); fn sort_unstable_by(&mut self, f: impl FnMut(&T, &T) -> Ordering); fn is_sorted(&self) -> bool;
      fn chunks(&self, n: usize) -> Iter<&[T]>; fn windows(&self, n: usize) -> Iter<&[T]>; fn join(&self, s: &str) -> String; fn concat(&self) -> _; fn split_at(&self, n: usize) -> (&[T], &[T]); fn split_first(&self) -> Option<(&T, &[T])>; fn split_last(&self) -> Option<(&T, &[T])>; fn binary_search(&self, v: &T) -> Result<usize, usize>; fn copy_from_slice(&mut self, o: &[T]); fn rotate_left(&mut self, n: usize); fn rotate_right(&mut self, n: usize); fn split_at_mut(&mut self, n: usize) -> (&mut [T], &mut [T]);
      fn map<U>(self, f: impl FnMut(T) -> U) -> Slice<U>; fn into_iter(self) -> Iter<T>; fn as_slice(&self) -> &[T]; fn as_mut_slice(&mut self) -> &mut [T]; fn as_ref(&self) -> &[T]; fn each_ref(&self) -> _; fn repeat(&self, n: usize) -> Vec<T>;
    }
  }
  mod array { fn from_fn<T>(f: impl FnMut(usize) -> T) -> _; }
  mod vec { struct Vec<T> {}
    impl<T> Vec<T> {
      fn new() -> Vec<T>; fn with_capacity(n: usize) -> Vec<T>; fn from(v: _) -> Vec<T>; fn push(&mut self, v: T); fn pop(&mut self) -> Option<T>; fn insert(&mut self, i: usize, v: T); fn remove(&mut self, i: usize) -> T; fn swap_remove(&mut self, i: usize) -> T;
      fn clear(&mut self); fn truncate(&mut self, n: usize); fn extend(&mut self, i: impl IntoIterator<Item = _>); fn append(&mut self, o: &mut Vec<T>); fn drain(&mut self, r: _) -> Iter<T>; fn retain(&mut self, f: impl FnMut(&T) -> bool); fn retain_mut(&mut self, f: impl FnMut(&mut T) -> bool);
      fn into_iter(self) -> Iter<T>; fn capacity(&self) -> usize; fn reserve(&mut self, n: usize); fn extend_from_slice(&mut self, s: &[T]); fn split_off(&mut self, n: usize) -> Vec<T>; fn resize(&mut self, n: usize, v: T); fn resize_with(&mut self, n: usize, f: impl FnMut() -> T); fn dedup(&mut self); fn shrink_to_fit(&mut self); fn into_boxed_slice(self) -> Vec<T>; fn pop_if(&mut self, f: impl FnOnce(&mut T) -> bool) -> Option<T>;
    }
  }
  mod string { struct String {}
    trait ToString {}
    impl String {
      fn new() -> String; fn with_capacity(n: usize) -> String; fn from(s: _) -> String; fn push(&mut self, c: char); fn push_str(&mut self, s: &str); fn pop(&mut self) -> Option<char>; fn clear(&mut self); fn as_str(&self) -> &str; fn into_bytes(self) -> Vec<u8>; fn insert(&mut self, i: usize, c: char); fn insert_str(&mut self, i: usize, s: &str); fn truncate(&mut self, n: usize); fn remove(&mut self, i: usize) -> char; fn extend(&mut self, i: _); fn write_str(&mut self, s: &str) -> Result<(), std::fmt::Error>; fn capacity(&self) -> usize; fn into_boxed_str(self) -> String; fn from_utf8(v: Vec<u8>) -> Result<String, _>; fn from_utf8_lossy(v: &[u8]) -> String; fn retain(&mut self, f: impl FnMut(char) -> bool); fn drain(&mut self, r: _) -> Iter<char>;
    }
  }
  mod collections {
    struct VecDeque<T> {} struct HashMap<K, V> {} struct BTreeMap<K, V> {} struct HashSet<T> {} struct BTreeSet<T> {} struct BinaryHeap<T> {}
    mod hash_map { struct Entry<K, V> {} } 
    impl<T> VecDeque<T> { fn new() -> VecDeque<T>; fn with_capacity(n: usize) -> VecDeque<T>; fn from(v: _) -> VecDeque<T>; fn push_back(&mut self, v: T); fn push_front(&mut self, v: T); fn pop_back(&mut self) -> Option<T>; fn pop_front(&mut self) -> Option<T>; fn front(&self) -> Option<&T>; fn back(&self) -> Option<&T>; fn front_mut(&mut self) -> Option<&mut T>; fn back_mut(&mut self) -> Option<&mut T>; fn clear(&mut self); fn extend(&mut self, i: impl IntoIterator<Item = T>); fn drain(&mut self, r: _) -> Iter<T>; fn into_iter(self) -> Iter<T>; fn retain(&mut self, f: impl FnMut(&T) -> bool); fn remove(&mut self, i: usize) -> Option<T>; fn truncate(&mut self, n: usize); fn append(&mut self, o: &mut VecDeque<T>); fn make_contiguous(&mut self) -> &mut [T]; fn insert(&mut self, i: usize, v: T); }
    impl<K, V> HashMap<K, V> { fn drain(&mut self) -> Iter<(K, V)>; fn get_key_value(&self, k: &_) -> Option<(&K, &V)>; fn new() -> HashMap<K, V>; fn with_capacity(n: usize) -> HashMap<K, V>; fn from(v: _) -> HashMap<K, V>; fn insert(&mut self, k: K, v: V) -> Option<V>; fn get(&self, k: &_) -> Option<&V>; fn get_mut(&mut self, k: &_) -> Option<&mut V>; fn contains_key(&self, k: &_) -> bool; fn remove(&mut self, k: &_) -> Option<V>; fn remove_entry(&mut self, k: &_) -> Option<(K, V)>; fn entry(&mut self, k: K) -> std::collections::hash_map::Entry<K, V>; fn len(&self) -> usize; fn is_empty(&self) -> bool; fn clear(&mut self); fn keys(&self) -> Iter<&K>; fn values(&self) -> Iter<&V>; fn values_mut(&mut self) -> Iter<&mut V>; fn iter(&self) -> Iter<(&K, &V)>; fn iter_mut(&mut self) -> Iter<(&K, &mut V)>; fn into_iter(self) -> Iter<(K, V)>; fn into_values(self) -> Iter<V>; fn into_keys(self) -> Iter<K>; fn extend(&mut self, i: impl IntoIterator<Item = (K, V)>); fn retain(&mut self, f: impl FnMut(&K, &mut V) -> bool); fn drain(&mut self) -> Iter<(K, V)>; }
    impl<K, V> BTreeMap<K, V> { fn remove_entry(&mut self, k: &_) -> Option<(K, V)>; fn drain(&mut self) -> Iter<(K, V)>; fn get_key_value(&self, k: &_) -> Option<(&K, &V)>; fn new() -> BTreeMap<K, V>; fn from(v: _) -> BTreeMap<K, V>; fn insert(&mut self, k: K, v: V) -> Option<V>; fn get(&self, k: &_) -> Option<&V>; fn get_mut(&mut self, k: &_) -> Option<&mut V>; fn contains_key(&self, k: &_) -> bool; fn remove(&mut self, k: &_) -> Option<V>; fn entry(&mut self, k: K) -> std::collections::hash_map::Entry<K, V>; fn len(&self) -> usize; fn is_empty(&self) -> bool; fn clear(&mut self); fn keys(&self) -> Iter<&K>; fn values(&self) -> Iter<&V>; fn values_mut(&mut self) -> Iter<&mut V>; fn iter(&self) -> Iter<(&K, &V)>; fn iter_mut(&mut self) -> Iter<(&K, &mut V)>; fn into_iter(self) -> Iter<(K, V)>; fn into_values(self) -> Iter<V>; fn into_keys(self) -> Iter<K>; fn extend(&mut self, i: impl IntoIterator<Item = (K, V)>); fn retain(&mut self, f: impl FnMut(&K, &mut V) -> bool); fn range(&self, r: _) -> Iter<(&K, &V)>; fn first_key_value(&self) -> Option<(&K, &V)>; fn last_key_value(&self) -> Option<(&K, &V)>; fn pop_first(&mut self) -> Option<(K, V)>; fn pop_last(&mut self) -> Option<(K, V)>; }
    impl<T> HashSet<T> { fn drain(&mut self) -> Iter<T>; fn get(&self, v: &_) -> Option<&T>; fn take(&mut self, v: &_) -> Option<T>; fn union(&self, o: &HashSet<T>) -> Iter<&T>; fn intersection(&self, o: &HashSet<T>) -> Iter<&T>; fn difference(&self, o: &HashSet<T>) -> Iter<&T>; fn symmetric_difference(&self, o: &HashSet<T>) -> Iter<&T>; fn is_subset(&self, o: &HashSet<T>) -> bool; fn is_superset(&self, o: &HashSet<T>) -> bool; fn is_disjoint(&self, o: &HashSet<T>) -> bool; fn new() -> HashSet<T>; fn with_capacity(n: usize) -> HashSet<T>; fn from(v: _) -> HashSet<T>; fn insert(&mut self, v: T) -> bool; fn contains(&self, v: &_) -> bool; fn remove(&mut self, v: &_) -> bool; fn len(&self) -> usize; fn is_empty(&self) -> bool; fn clear(&mut self); fn iter(&self) -> Iter<&T>; fn into_iter(self) -> Iter<T>; fn extend(&mut self, i: impl IntoIterator<Item = T>); fn retain(&mut self, f: impl FnMut(&T) -> bool); }
    impl<T> BTreeSet<T> { fn get(&self, v: &_) -> Option<&T>; fn take(&mut self, v: &_) -> Option<T>; fn union(&self, o: &BTreeSet<T>) -> Iter<&T>; fn intersection(&self, o: &BTreeSet<T>) -> Iter<&T>; fn difference(&self, o: &BTreeSet<T>) -> Iter<&T>; fn symmetric_difference(&self, o: &BTreeSet<T>) -> Iter<&T>; fn is_subset(&self, o: &BTreeSet<T>) -> bool; fn is_superset(&self, o: &BTreeSet<T>) -> bool; fn is_disjoint(&self, o: &BTreeSet<T>) -> bool; fn new() -> BTreeSet<T>; fn from(v: _) -> BTreeSet<T>; fn insert(&mut self, v: T) -> bool; fn contains(&self, v: &_) -> bool; fn remove(&mut self, v: &_) -> bool; fn len(&self) -> usize; fn is_empty(&self) -> bool; fn clear(&mut self); fn iter(&self) -> Iter<&T>; fn into_iter(self) -> Iter<T>; fn extend(&mut self, i: impl IntoIterator<Item = T>); fn retain(&mut self, f: impl FnMut(&T) -> bool); fn first(&self) -> Option<&T>; fn last(&self) -> Option<&T>; fn range(&self, r: _) -> Iter<&T>; fn pop_first(&mut self) -> Option<T>; fn pop_last(&mut self) -> Option<T>; }
    impl<T> BinaryHeap<T> { fn drain(&mut self) -> Iter<T>; fn into_vec(self) -> Vec<T>; fn extend(&mut self, i: impl IntoIterator<Item = T>); fn append(&mut self, o: &mut BinaryHeap<T>); fn new() -> BinaryHeap<T>; fn from(v: _) -> BinaryHeap<T>; fn push(&mut self, v: T); fn pop(&mut self) -> Option<T>; fn peek(&self) -> Option<&T>; fn len(&self) -> usize; fn is_empty(&self) -> bool; fn into_sorted_vec(self) -> Vec<T>; fn into_iter(self) -> Iter<T>; fn iter(&self) -> Iter<&T>; fn clear(&mut self); }
    impl<K, V> std::collections::hash_map::Entry<K, V> { fn or_insert(self, v: V) -> &mut V; fn or_insert_with(self, f: impl FnOnce() -> V) -> &mut V; fn or_default(self) -> &mut V; fn and_modify(self, f: impl FnOnce(&mut V)) -> std::collections::hash_map::Entry<K, V>; fn key(&self) -> &K; }
  }
  mod time {
    struct Duration {} struct Instant {} struct SystemTime {}
    impl Duration { fn from_millis(n: u64) -> Duration; fn from_secs(n: u64) -> Duration; fn from_micros(n: u64) -> Duration; fn from_nanos(n: u64) -> Duration; fn from_secs_f64(n: f64) -> Duration; fn from_secs_f32(n: f64) -> Duration; fn new(s: u64, n: u32) -> Duration; fn as_millis(&self) -> u128; fn as_secs(&self) -> u64; fn as_micros(&self) -> u128; fn as_nanos(&self) -> u128; fn as_secs_f64(&self) -> f64; fn as_secs_f32(&self) -> f64; fn subsec_millis(&self) -> u32; fn subsec_micros(&self) -> u32; fn subsec_nanos(&self) -> u32; fn is_zero(&self) -> bool; fn saturating_sub(self, o: Duration) -> Duration; fn saturating_add(self, o: Duration) -> Duration; fn checked_sub(self, o: Duration) -> Option<Duration>; fn checked_add(self, o: Duration) -> Option<Duration>; fn mul_f64(self, n: f64) -> Duration; fn div_f64(self, n: f64) -> Duration; fn abs_diff(self, o: Duration) -> Duration; fn default() -> Duration; fn from_mins(n: u64) -> Duration; fn from_hours(n: u64) -> Duration; }
    impl Instant { fn now() -> Instant; fn elapsed(&self) -> Duration; fn duration_since(&self, o: Instant) -> Duration; fn saturating_duration_since(&self, o: Instant) -> Duration; fn checked_add(&self, d: Duration) -> Option<Instant>; fn checked_sub(&self, d: Duration) -> Option<Instant>; fn into_std(self) -> Instant; fn from_std(i: Instant) -> Instant; }
  }
  mod thread {
    struct JoinHandle<T> {} struct ThreadId {} struct Thread {} struct Scope {}
    fn sleep(d: Duration); fn yield_now(); fn spawn<T>(f: impl FnOnce() -> T) -> JoinHandle<T>; fn current() -> Thread; fn park(); fn scope<T>(f: impl FnOnce(&Scope) -> T) -> T;
    impl Scope { fn spawn<T>(&self, f: impl FnOnce() -> T) -> JoinHandle<T>; }
    impl Thread { fn id(&self) -> ThreadId; fn unpark(&self); fn clone(&self) -> Thread; fn name(&self) -> Option<&str>; }
    impl<T> JoinHandle<T> { fn join(self) -> Result<T, Box<_>>; fn is_finished(&self) -> bool; }
  }
  mod sync {
    struct Arc<T> {} struct Weak<T> {} struct Mutex<T> {} struct MutexGuard<T> {} struct RwLock<T> {} struct RwLockReadGuard<T> {} struct RwLockWriteGuard<T> {} struct OnceLock<T> {} struct LazyLock<T> {} struct PoisonError<T> {}
    impl<T> Arc<T> { fn new(v: T) -> Arc<T>; fn clone(&self) -> Arc<T>; fn from(v: _) -> Arc<T>; fn strong_count(r: &Arc<T>) -> usize; fn weak_count(r: &Arc<T>) -> usize; fn ptr_eq(a: &Arc<T>, b: &Arc<T>) -> bool; fn downgrade(r: &Arc<T>) -> Weak<T>; fn try_unwrap(r: Arc<T>) -> Result<T, Arc<T>>; fn into_inner(r: Arc<T>) -> Option<T>; fn get_mut(r: &mut Arc<T>) -> Option<&mut T>; fn make_mut(r: &mut Arc<T>) -> &mut T; fn as_ref(&self) -> &T; fn unwrap_or_clone(r: Arc<T>) -> T; }
    impl<T> Weak<T> { fn upgrade(&self) -> Option<Arc<T>>; fn clone(&self) -> Weak<T>; fn new() -> Weak<T>; }
    impl<T> Mutex<T> { fn new(v: T) -> Mutex<T>; fn lock(&self) -> Result<MutexGuard<T>, PoisonError<MutexGuard<T>>>; fn try_lock(&self) -> Result<MutexGuard<T>, PoisonError<MutexGuard<T>>>; fn into_inner(self) -> Result<T, PoisonError<T>>; fn get_mut(&mut self) -> Result<&mut T, PoisonError<T>>; fn is_poisoned(&self) -> bool; }
    impl<T> RwLock<T> { fn new(v: T) -> RwLock<T>; fn read(&self) -> Result<RwLockReadGuard<T>, PoisonError<T>>; fn write(&self) -> Result<RwLockWriteGuard<T>, PoisonError<T>>; fn into_inner(self) -> Result<T, PoisonError<T>>; }
    impl<T> OnceLock<T> { fn new() -> OnceLock<T>; fn get(&self) -> Option<&T>; fn set(&self, v: T) -> Result<(), T>; fn get_or_init(&self, f: impl FnOnce() -> T) -> &T; }
    impl<T> LazyLock<T> { fn new(f: impl FnOnce() -> T) -> LazyLock<T>; }
    impl<T> PoisonError<T> { fn into_inner(self) -> T; }
    mod mpsc {
      struct Sender<T> {} struct SyncSender<T> {} struct Receiver<T> {} struct SendError<T>(T); struct RecvError {} enum TryRecvError { Empty, Disconnected } enum RecvTimeoutError { Timeout, Disconnected } enum TrySendError<T> { Full(T), Disconnected(T) }
      fn channel<T>() -> (Sender<T>, Receiver<T>); fn sync_channel<T>(n: usize) -> (SyncSender<T>, Receiver<T>);
      impl<T> Sender<T> { fn send(&self, v: T) -> Result<(), SendError<T>>; fn clone(&self) -> Sender<T>; }
      impl<T> SyncSender<T> { fn send(&self, v: T) -> Result<(), SendError<T>>; fn try_send(&self, v: T) -> Result<(), TrySendError<T>>; fn clone(&self) -> SyncSender<T>; }
      impl<T> Receiver<T> { fn recv(&self) -> Result<T, RecvError>; fn try_recv(&self) -> Result<T, TryRecvError>; fn recv_timeout(&self, d: Duration) -> Result<T, RecvTimeoutError>; fn iter(&self) -> Iter<T>; fn try_iter(&self) -> Iter<T>; fn into_iter(self) -> Iter<T>; }
    }
    mod atomic {
      enum Ordering { Relaxed, Release, Acquire, AcqRel, SeqCst }
      struct Atomic<T> {}
      type AtomicUsize = Atomic<usize>; type AtomicU64 = Atomic<u64>; type AtomicU32 = Atomic<u32>; type AtomicI32 = Atomic<i32>; type AtomicI64 = Atomic<i64>; type AtomicIsize = Atomic<isize>; type AtomicU8 = Atomic<u8>; type AtomicU16 = Atomic<u16>; type AtomicBool = Atomic<bool>;
      impl<T> Atomic<T> { fn new(v: T) -> Atomic<T>; fn load(&self, o: Ordering) -> T; fn store(&self, v: T, o: Ordering); fn swap(&self, v: T, o: Ordering) -> T; fn fetch_add(&self, v: T, o: Ordering) -> T; fn fetch_sub(&self, v: T, o: Ordering) -> T; fn fetch_max(&self, v: T, o: Ordering) -> T; fn fetch_min(&self, v: T, o: Ordering) -> T; fn fetch_or(&self, v: T, o: Ordering) -> T; fn fetch_and(&self, v: T, o: Ordering) -> T; fn fetch_xor(&self, v: T, o: Ordering) -> T; fn compare_exchange(&self, a: T, b: T, o: Ordering, p: Ordering) -> Result<T, T>; fn compare_exchange_weak(&self, a: T, b: T, o: Ordering, p: Ordering) -> Result<T, T>; fn fetch_update(&self, o: Ordering, p: Ordering, f: impl FnMut(T) -> Option<T>) -> Result<T, T>; fn into_inner(self) -> T; fn get_mut(&mut self) -> &mut T; fn default() -> Atomic<T>; }
      fn fence(o: Ordering);
    }
  }
}
impl int {
  fn from_str_radix(s: &str, r: u32) -> Result<Self, std::num::ParseIntError>;
  fn wrapping_add(self, o: Self) -> Self; fn wrapping_sub(self, o: Self) -> Self; fn wrapping_mul(self, o: Self) -> Self; fn wrapping_neg(self) -> Self; fn wrapping_div(self, o: Self) -> Self; fn wrapping_rem(self, o: Self) -> Self; fn wrapping_pow(self, n: u32) -> Self; fn wrapping_shl(self, n: u32) -> Self; fn wrapping_shr(self, n: u32) -> Self;
  fn checked_add(self, o: Self) -> Option<Self>; fn checked_sub(self, o: Self) -> Option<Self>; fn checked_mul(self, o: Self) -> Option<Self>; fn checked_div(self, o: Self) -> Option<Self>; fn checked_rem(self, o: Self) -> Option<Self>; fn checked_pow(self, n: u32) -> Option<Self>;
  fn saturating_add(self, o: Self) -> Self; fn saturating_sub(self, o: Self) -> Self; fn saturating_mul(self, o: Self) -> Self; fn overflowing_add(self, o: Self) -> (Self, bool); fn overflowing_sub(self, o: Self) -> (Self, bool); fn overflowing_mul(self, o: Self) -> (Self, bool);
  fn pow(self, n: u32) -> Self; fn isqrt(self) -> Self; fn abs(self) -> Self; fn abs_diff(self, o: Self) -> _; fn unsigned_abs(self) -> _; fn signum(self) -> Self; fn rem_euclid(self, o: Self) -> Self; fn div_euclid(self, o: Self) -> Self; fn div_ceil(self, o: Self) -> Self; fn is_multiple_of(self, o: Self) -> bool; fn next_multiple_of(self, o: Self) -> Self;
  fn min(self, o: Self) -> Self; fn max(self, o: Self) -> Self; fn clamp(self, a: Self, b: Self) -> Self; fn is_positive(self) -> bool; fn is_negative(self) -> bool; fn is_power_of_two(self) -> bool; fn next_power_of_two(self) -> Self; fn ilog2(self) -> u32; fn ilog10(self) -> u32;
  fn count_ones(self) -> u32; fn count_zeros(self) -> u32; fn leading_zeros(self) -> u32; fn trailing_zeros(self) -> u32; fn rotate_left(self, n: u32) -> Self; fn rotate_right(self, n: u32) -> Self; fn swap_bytes(self) -> Self;
  fn is_ascii_digit(&self) -> bool; fn is_ascii_alphabetic(&self) -> bool; fn is_ascii_alphanumeric(&self) -> bool; fn is_ascii_uppercase(&self) -> bool; fn is_ascii_lowercase(&self) -> bool; fn is_ascii_whitespace(&self) -> bool;
}
impl float { fn sqrt(self) -> Self; fn powi(self, n: i32) -> Self; fn powf(self, n: Self) -> Self; fn abs(self) -> Self; fn floor(self) -> Self; fn ceil(self) -> Self; fn round(self) -> Self; fn trunc(self) -> Self; fn fract(self) -> Self; fn min(self, o: Self) -> Self; fn max(self, o: Self) -> Self; fn clamp(self, a: Self, b: Self) -> Self; fn sin(self) -> Self; fn cos(self) -> Self; fn tan(self) -> Self; fn exp(self) -> Self; fn ln(self) -> Self; fn log2(self) -> Self; fn log10(self) -> Self; fn is_nan(self) -> bool; fn is_finite(self) -> bool; fn is_infinite(self) -> bool; fn signum(self) -> Self; fn total_cmp(&self, o: &Self) -> std::cmp::Ordering; fn mul_add(self, a: Self, b: Self) -> Self; fn rem_euclid(self, o: Self) -> Self; fn to_bits(self) -> u64; }
impl bool { fn then<T>(self, f: impl FnOnce() -> T) -> Option<T>; fn then_some<T>(self, v: T) -> Option<T>; }
impl char { fn is_alphabetic(self) -> bool; fn is_numeric(self) -> bool; fn is_alphanumeric(self) -> bool; fn is_whitespace(self) -> bool; fn is_uppercase(self) -> bool; fn is_lowercase(self) -> bool; fn is_ascii_digit(&self) -> bool; fn is_ascii_alphabetic(&self) -> bool; fn is_ascii_alphanumeric(&self) -> bool; fn is_ascii_punctuation(&self) -> bool; fn is_ascii_uppercase(&self) -> bool; fn is_ascii_lowercase(&self) -> bool; fn is_digit(self, r: u32) -> bool; fn to_digit(self, r: u32) -> Option<u32>; fn to_ascii_uppercase(&self) -> char; fn to_ascii_lowercase(&self) -> char; fn to_uppercase(self) -> Iter<char>; fn to_lowercase(self) -> Iter<char>; fn len_utf8(self) -> usize; }
impl str {
  fn len(&self) -> usize; fn is_empty(&self) -> bool; fn to_owned(&self) -> String; fn chars(&self) -> Iter<char>; fn bytes(&self) -> Iter<u8>; fn char_indices(&self) -> Iter<(usize, char)>; fn as_bytes(&self) -> &[u8]; fn lines(&self) -> Iter<&str>; fn split(&self, p: _) -> Iter<&str>; fn rsplit(&self, p: _) -> Iter<&str>; fn splitn(&self, n: usize, p: _) -> Iter<&str>; fn split_whitespace(&self) -> Iter<&str>; fn split_terminator(&self, p: _) -> Iter<&str>; fn split_once(&self, p: _) -> Option<(&str, &str)>; fn rsplit_once(&self, p: _) -> Option<(&str, &str)>; fn split_at(&self, n: usize) -> (&str, &str);
  fn trim(&self) -> &str; fn trim_start(&self) -> &str; fn trim_end(&self) -> &str; fn trim_matches(&self, p: _) -> &str; fn trim_start_matches(&self, p: _) -> &str; fn trim_end_matches(&self, p: _) -> &str; fn strip_prefix(&self, p: _) -> Option<&str>; fn strip_suffix(&self, p: _) -> Option<&str>; fn contains(&self, p: _) -> bool; fn starts_with(&self, p: _) -> bool; fn ends_with(&self, p: _) -> bool; fn find(&self, p: _) -> Option<usize>; fn rfind(&self, p: _) -> Option<usize>; fn replace(&self, a: _, b: &str) -> String; fn replacen(&self, a: _, b: &str, n: usize) -> String; fn repeat(&self, n: usize) -> String; fn to_uppercase(&self) -> String; fn to_lowercase(&self) -> String; fn to_ascii_uppercase(&self) -> String; fn to_ascii_lowercase(&self) -> String; fn eq_ignore_ascii_case(&self, o: &str) -> bool; fn parse<F>(&self) -> Result<F, _>; fn get(&self, r: _) -> Option<&str>; fn as_str(&self) -> &str; fn matches(&self, p: _) -> Iter<&str>; fn is_char_boundary(&self, n: usize) -> bool; fn into_string(self) -> String; fn as_ref(&self) -> &str; fn is_ascii(&self) -> bool;
}
fn drop<T>(v: T);
`;
