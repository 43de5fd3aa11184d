/** For tests of the commands that change a course: each has a course in a temporary folder of its own, and what a command prints. */
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, vi } from "vitest";
import { formatProblem, isError } from "../course/problem.ts";
import type { Problem } from "../course/problem.ts";
import { compileCourse } from "../lesson/course.ts";
import type { CourseFiles } from "../lesson/files.ts";
import { goodCourse, writeCourse } from "../lesson/fixture.ts";

export interface TemporaryCourse {
  root: string;
  /** On standard output, by commands that were given `write`. */
  printed: string;
  /** On standard error. */
  complaints: string;
  write: (text: string) => void;
  read: (path: string) => Promise<string>;
  problems: () => Promise<string[]>;
  /** Without the warnings of what a scaffold leaves to be written. */
  errors: () => Promise<string[]>;
}

/** @param files the correct course unless given */
export function temporaryCourse(files: () => CourseFiles = goodCourse): TemporaryCourse {
  const found = async (): Promise<Problem[]> =>
    (await compileCourse(course.root, { highlight: false })).problems;
  const course: TemporaryCourse = {
    root: "",
    printed: "",
    complaints: "",
    write: (text) => void (course.printed += text),
    read: (path) => readFile(join(course.root, path), "utf8"),
    problems: async () => (await found()).map(formatProblem),
    errors: async () => (await found()).filter(isError).map(formatProblem),
  };
  beforeEach(async () => {
    course.root = await mkdtemp(join(tmpdir(), "course-"));
    await writeCourse(files(), course.root);
    course.printed = course.complaints = "";
    vi.spyOn(process.stderr, "write").mockImplementation((text) => {
      course.complaints += String(text);
      return true;
    });
  });
  afterEach(async () => {
    vi.restoreAllMocks();
    await rm(course.root, { recursive: true });
  });
  return course;
}
