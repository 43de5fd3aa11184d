/** Shows one block of a lesson with the feature that it belongs to. */
import { Suspense } from "react";
import type { Block, Course, LessonMeta } from "../../course/types.ts";
import { taskKey } from "../../progress/derive.ts";
import { JournalEntry } from "../../features/answers/JournalEntry.tsx";
import { Prediction } from "../../features/answers/Prediction.tsx";
import { Question } from "../../features/answers/Question.tsx";
import { Drawing } from "./Drawing.tsx";
import { Methodology } from "./Methodology.tsx";
import { Read } from "./Asides.tsx";
import type { TaskProgramName } from "../../course/explorer-programs.ts";
import { Boundary } from "../../ui/Boundary.tsx";
import { lazily } from "../../ui/lazily.tsx";
import { WhenNear } from "./WhenNear.tsx";
import { WorkSection } from "./WorkSection.tsx";
import styles from "../LessonPage.module.css";

const ExerciseBlock = lazily("The exercise", () => import("./ExerciseBlock.tsx"));
const CapstoneBlock = lazily("The capstone", () => import("./CapstoneBlock.tsx"));
const ExplorerBlock = lazily("The explorer", () => import("../../features/explorer/ExplorerBlock.tsx"));
const PredictNextBlock = lazily(
  "The predictions",
  () => import("../../features/predict/PredictNextBlock.tsx"),
);
const PlayedRun = lazily("The run", () => import("../../features/explorer/PlayedRun.tsx"));
const LabBlock = lazily("The lab", () => import("./LabBlock.tsx"));
const ConsoleBlock = lazily("The console", () => import("./ConsoleBlock.tsx"));
const TakeAlongBlock = lazily("What to take along", () => import("./TakeAlongBlock.tsx"));
const LatenciesBlock = lazily("The latencies", () => import("./LatenciesBlock.tsx"));
const StudioBlock = lazily("The task studio", () => import("./StudioBlock.tsx"));
const WakeWalkBlock = lazily("The walk", () => import("../../features/explorer/WakeWalkBlock.tsx"));

/** Not announced: the explanation above it says the same. */
const played = (program: TaskProgramName) => (plays: boolean) => (
  <div className={styles.played} aria-live="off">
    <Boundary>
      <Suspense>
        <PlayedRun program={program} plays={plays} />
      </Suspense>
    </Boundary>
  </div>
);

interface Props {
  course: Course;
  lesson: LessonMeta;
  /** The page itself assembles blocks that contain others. */
  block: Exclude<Block, { kind: "deeper" }>;
}

export function BlockView({ course, lesson, block }: Props) {
  switch (block.kind) {
    case "html":
    case "note":
    case "reading":
    case "correction":
      return <Read block={block} />;
    case "drawing":
      return <Drawing block={block} />;
    case "question":
      return <Question id={taskKey(lesson, block.id)} anchor={block.id} block={block} />;
    case "prediction":
      return (
        <Prediction
          id={taskKey(lesson, block.id)}
          anchor={block.id}
          block={block}
          run={block.run && played(block.run)}
        />
      );
    case "journal":
      return lesson.kind === "capstone" ? (
        <Methodology lesson={lesson} block={block} />
      ) : (
        <JournalEntry id={taskKey(lesson, block.id)} anchor={block.id} block={block} />
      );
    case "explorer":
      return (
        <WhenNear block={block} label="Explorer" height={[820, 1150]}>
          <ExplorerBlock id={taskKey(lesson, block.id)} block={block} />
        </WhenNear>
      );
    case "predict-next":
      return (
        <WhenNear block={block} label="Predict" height={[516, 594]}>
          <PredictNextBlock id={taskKey(lesson, block.id)} block={block} />
        </WhenNear>
      );
    case "wake-walk":
      return (
        <WhenNear block={block} label="Walk" height={[713, 950]}>
          <WakeWalkBlock block={block} />
        </WhenNear>
      );
    case "blocking-lab":
      return (
        <WhenNear block={block} label="Lab" height={[1170, 2180]}>
          <LabBlock course={course} id={taskKey(lesson, block.id)} block={block} />
        </WhenNear>
      );
    case "console":
      return (
        <WhenNear block={block} label="Console" height={[1000, 1180]}>
          <ConsoleBlock id={taskKey(lesson, block.id)} block={block} />
        </WhenNear>
      );
    case "take-along":
      return (
        <WhenNear block={block} label="Take along" height={[150, 220]}>
          <TakeAlongBlock block={block} />
        </WhenNear>
      );
    case "latencies":
      return (
        <WhenNear block={block} label="Lab" height={[760, 820]}>
          <LatenciesBlock course={course} lesson={lesson} block={block} />
        </WhenNear>
      );
    case "studio":
      return (
        <WhenNear block={block} label="Task studio" height={[1100, 1500]}>
          <StudioBlock course={course} lesson={lesson} block={block} />
        </WhenNear>
      );
    case "exercise":
      return (
        <WorkSection course={course} block={block}>
          <ExerciseBlock course={course} lesson={lesson} block={block} />
        </WorkSection>
      );
    case "capstone":
      return (
        <WorkSection course={course} block={block}>
          <CapstoneBlock lesson={lesson} block={block} />
        </WorkSection>
      );
  }
}
