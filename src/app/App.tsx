/** The shell and its routes. */
import { Suspense, useEffect, type ReactNode } from "react";
import { Route, Router, Switch, useLocation } from "wouter";
import { useCourse } from "../course/data.ts";
import { EMBEDDED } from "./embedded.ts";
import { Header } from "./Header.tsx";
import { LessonPage } from "./LessonPage.tsx";
import { PageNotices } from "./PageNotices.tsx";
import {
  ExplorerPage,
  GlossaryPage,
  HomePage,
  JournalPage,
  RegradePage,
  SettingsPage,
  StudioPage,
  WeekPage,
} from "./parts.ts";
import { LinkNotice } from "./LinkNotice.tsx";
import { MeasuringNotice } from "./MeasuringNotice.tsx";
import { NotFound } from "./NotFound.tsx";
import { SkipLinks } from "./SkipLinks.tsx";
import { TermTip } from "../features/glossary/TermTip.tsx";
import type { Course } from "../course/types.ts";
import { whenQuiet } from "../lib/when-quiet.ts";
import { Boundary } from "../ui/Boundary.tsx";
import { lazily } from "../ui/lazily.tsx";
import { useOpenedLinks, useScrollToTop } from "../ui/scroll.ts";

const SaveHandIn = lazily("Saving the hand-in", async () => ({
  default: (await import("../features/hand-in/SaveHandIn.tsx")).SaveHandIn,
}));
const MakeOffline = lazily("The offline settings", () => import("../features/offline/MakeOffline.tsx"));

/** @param path where it is rendered outside a browser, with the base */
export function App({ path }: { path?: string }) {
  const course = useCourse();
  if (EMBEDDED)
    return (
      <Boundary page at="">
        <Suspense fallback={<main aria-busy="true" />}>
          <ExplorerPage embedded />
        </Suspense>
      </Boundary>
    );
  return (
    <Router base={import.meta.env.BASE_URL.replace(/\/$/, "")} {...(path !== undefined && { ssrPath: path })}>
      <SkipLinks course={course} />
      <Header course={course} />
      <PageNotices>
        <LinkNotice course={course} />
        <MeasuringNotice course={course} />
      </PageNotices>
      <Page course={course} />
      <TermTip />
    </Router>
  );
}

/** The header above stays even if this fails, so that the reader can always leave. */
function Page({ course }: { course: Course }) {
  const [path] = useLocation();
  return (
    <Boundary page at={path}>
      <Suspense fallback={<main id="main" aria-busy="true" style={{ minHeight: "100dvh" }} />}>
        <Pages course={course} />
      </Suspense>
    </Boundary>
  );
}

function Pages({ course }: { course: Course }) {
  useScrollToTop();
  useOpenedLinks();
  // Every reader goes back there sooner or later.
  useEffect(() => whenQuiet(HomePage.preload), []);
  return (
    <Switch>
      <Route path="/">
        <HomePage course={course} />
      </Route>
      <Route path="/explorer">
        <ExplorerPage />
      </Route>
      <Route path="/glossary">
        <GlossaryPage course={course} />
      </Route>
      <Route path="/journal">
        <JournalPage
          course={course}
          handIn={
            <Apart>
              <SaveHandIn />
            </Apart>
          }
        />
      </Route>
      <Route path="/settings">
        <SettingsPage
          offline={
            <Apart>
              <MakeOffline />
            </Apart>
          }
        />
      </Route>
      <Route path="/studio">
        <StudioPage course={course} />
      </Route>
      <Route path="/regrade">
        <RegradePage course={course} />
      </Route>
      <Route path="/:week">
        {({ week: id }) => {
          const week = course.weeks.find((each) => each.id === id);
          return week ? <WeekPage key={id} week={week} /> : <NotFound course={course} />;
        }}
      </Route>
      <Route path="/:week/:lesson">
        {({ week, lesson }) => {
          const meta = course.weeks.find(({ id }) => id === week)?.lessons.find(({ id }) => id === lesson);
          return meta ? (
            <LessonPage key={`${week}/${lesson}`} course={course} meta={meta} />
          ) : (
            <NotFound course={course} />
          );
        }}
      </Route>
      <Route>
        <NotFound course={course} />
      </Route>
    </Switch>
  );
}

/** Loads late and fails by itself: the page around it is there without it. */
function Apart({ children }: { children: ReactNode }) {
  return (
    <Boundary>
      <Suspense>{children}</Suspense>
    </Boundary>
  );
}
