/** The shell and its routes. */
import { lazy, Suspense } from "react";
import { Route, Router, Switch } from "wouter";
import { useBenches } from "../progress/benches.ts";
import { Boundary } from "./Boundary.tsx";
import { useCourse } from "../course/data.ts";
import { Header } from "./Header.tsx";
import { Home } from "./Home.tsx";
import { LessonPage } from "./LessonPage.tsx";
import { PageNotices } from "./PageNotices.tsx";
import { NotFound } from "./NotFound.tsx";
import { loadUsesOf } from "../features/exercise/uses.ts";
import type { Course } from "../course/types.ts";
import { useScrollToTop } from "../ui/scroll.ts";

const JournalPage = lazy(() => import("../features/journal/JournalPage.tsx"));
const RegradePage = lazy(() => import("../features/hand-in/RegradePage.tsx"));
const MakeOffline = lazy(() => import("../features/offline/MakeOffline.tsx"));
const SettingsPage = lazy(() => import("../features/settings/SettingsPage.tsx"));

export function App() {
  const course = useCourse();
  return (
    <Router base={import.meta.env.BASE_URL.replace(/\/$/, "")}>
      <a className="visually-hidden-until-focus" href="#main">
        Skip to the lesson
      </a>
      <Header course={course} />
      <PageNotices />
      <Boundary>
        <Suspense fallback={<main id="main" aria-busy="true" style={{ minHeight: "100dvh" }} />}>
          <Pages course={course} />
        </Suspense>
      </Boundary>
    </Router>
  );
}

function Pages({ course }: { course: Course }) {
  useScrollToTop();
  return (
    <Switch>
      <Route path="/">
        <Home course={course} />
      </Route>
      <Route path="/journal">
        <Journal course={course} />
      </Route>
      <Route path="/settings">
        <SettingsPage offline={<MakeOffline />} />
      </Route>
      <Route path="/regrade">
        <RegradePage course={course} loadUses={loadUsesOf} />
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

function Journal({ course }: { course: Course }) {
  return <JournalPage course={course} benches={useBenches()} />;
}
