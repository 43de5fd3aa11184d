/** Renders blocks as plain HTML: the text of a course without its app. */
import { escapeHtml } from "../lib/escape.ts";
import type { Block, Lesson } from "../course/types.ts";

export function lessonHtml(lesson: Pick<Lesson, "title" | "summary" | "blocks">): string {
  const head = `<h1>${escapeHtml(lesson.title)}</h1><p>${escapeHtml(lesson.summary)}</p>`;
  return `<main><article class="prose">${head}${lesson.blocks.map(blockHtml).join("\n")}</article></main>`;
}

export function blockHtml(block: Block): string {
  switch (block.kind) {
    case "html":
      return block.html;
    case "note":
      return section("", block.title, block.html);
    case "reading":
      return section(
        "",
        block.title,
        `<p><a rel="noopener" href="${escapeHtml(block.href)}">${escapeHtml(block.href)}</a></p>${block.html}`,
      );
    case "correction":
      return section(
        block.id,
        block.belief,
        `${block.html}<p><a rel="noopener" href="${escapeHtml(block.source)}">Source</a></p>`,
      );
    case "deeper":
      return `<details><summary>${escapeHtml(block.title)}</summary>${block.blocks.map(blockHtml).join("\n")}</details>`;
    case "drawing":
      return section(block.id, block.title, `${block.svg}${block.html}`);
    case "question":
    case "journal":
      return section(block.id, block.title, block.html);
    case "prediction":
      return section(
        block.id,
        block.title,
        `${block.html}<ul>${block.choices.map((choice) => `<li>${choice.html}</li>`).join("")}</ul>`,
      );
    case "explorer":
      return section(
        block.id,
        block.title,
        "<p>The scheduler explorer opens here once the page's script has loaded: a run of the model runtime, step by step.</p>",
      );
    case "predict-next":
      return section(
        block.id,
        block.title,
        `<p>${block.rounds} rounds of “which task is polled next?” open here once the page's script has loaded.</p>`,
      );
    case "wake-walk":
      return section(
        block.id,
        block.title,
        "<p>A walk through a task's state word opens here once the page's script has loaded.</p>",
      );
    case "blocking-lab":
      return section(
        block.id,
        block.title,
        "<p>The blocking lab opens here once the page's script has loaded: a handler under load on the model runtime, with each way to run its blocking steps.</p>",
      );
    case "console":
      return section(
        block.id,
        block.title,
        `<p>A console over ${block.of === "own" ? "your own application" : "a run of the model runtime"} opens here once the page's script has loaded.</p>`,
      );
    case "take-along":
      return section(
        block.id,
        block.title,
        "<p>Once the page's script has loaded, a button here saves your code as a package and as a crate.</p>",
      );
    case "latencies":
      return section(
        block.id,
        block.title,
        "<p>The latencies of the Axum lab open here once the page's script has loaded: your result file, and the same experiment in virtual time.</p>",
      );
    case "studio":
      return section(
        block.id,
        block.title,
        "<p>The task studio opens here once the page's script has loaded: a design to draw, to lint and to put under load.</p>",
      );
    case "exercise":
    case "capstone":
      return section(
        block.id,
        block.title,
        "<p>The workbench opens here once the page's script has loaded.</p>",
      );
  }
}

function section(id: string, title: string, html: string): string {
  const named = id === "" ? "" : ` id="${escapeHtml(id)}"`;
  return `<section${named}><p><strong>${escapeHtml(title)}</strong></p>${html}</section>`;
}
