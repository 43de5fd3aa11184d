/** What the page says about each problem of a connection, and what to do. */
import type { Unusable } from "../live/address.ts";
import type { Problem } from "../live/problem.ts";

export interface Explained {
  title: string;
  /** What to do, in the order in which to try it; `code` in backticks. */
  todo: readonly string[];
}

interface Circumstances {
  /** `http://127.0.0.1:9999` */
  address: string;
  /** Whether the address is that of the bridge. */
  bridge: boolean;
  /** The page's own. */
  origin: string;
}

const DEFAULT_PAGES = /^http:\/\/(localhost|127\.0\.0\.1):(4173|5173)$/;

/** The bridge's command, with this page's origin where the bridge does not know it. */
export const bridgeCommand = (origin: string, rest = ""): string =>
  ["npx course console", rest, DEFAULT_PAGES.test(origin) ? "" : `--page ${origin}`]
    .filter(Boolean)
    .join(" ");

export function explainProblem(problem: Problem, { address, bridge, origin }: Circumstances): Explained {
  const command = bridgeCommand(origin);
  switch (problem) {
    case "unreachable":
      return bridge
        ? {
            title: `The bridge at ${address} does not answer this page.`,
            todo: [
              `Check that it is running: \`${command}\`.`,
              `It answers only pages that it knows, and this page’s origin is \`${origin}\`.`,
            ],
          }
        : {
            title: `Nothing at ${address} answers this page. Browsers do not say why.`,
            todo: [
              "Check that the application is running and that this is its port.",
              `An application that calls only \`console_subscriber::init()\` speaks gRPC, which a page cannot read. Watch it through the bridge: \`${command}\`.`,
              `If it serves gRPC-Web, its CORS layer must name this page’s origin, \`${origin}\`.`,
            ],
          };
    case "refused":
      return {
        title: "Your browser does not let this page reach your machine.",
        todo: [
          "Open the site’s settings from the icon beside the address, and allow access to the local network (in some versions: to apps on this device).",
          "Then reload this page and connect again.",
        ],
      };
    case "not-a-console":
      return {
        title: `Something answers at ${address}, but it is not a console.`,
        todo: [
          "Check the port. The one in `.serve(…)` or in `TOKIO_CONSOLE_BIND` is the console’s; your service has another.",
          "If it is the right one, check that the server has `GrpcWebLayer` and `accept_http1(true)`.",
        ],
      };
    case "old-protocol":
      return {
        title: "This application uses a console-subscriber before 0.5.",
        todo: ['Set `console-subscriber = "0.5"` in Cargo.toml, build again, and connect again.'],
      };
    case "wrong-token":
      return {
        title: "The bridge does not accept this address.",
        todo: ["It makes a new secret each time it starts. Copy the whole address that it printed last."],
      };
    case "no-application":
      return {
        title: "The bridge is running, but no application answers it.",
        todo: [
          "Start the application. It must call `console_subscriber::init()`.",
          "The bridge looks at 127.0.0.1:6669. If `TOKIO_CONSOLE_BIND` names another address, give it to the bridge: " +
            `\`${bridgeCommand(origin, "127.0.0.1:7000")}\`.`,
        ],
      };
    case "other-application":
      return {
        title: "The bridge reaches something that is not a console.",
        todo: [
          "Check the address that you gave the bridge: it is the console’s, not your service’s.",
          "An application that serves gRPC-Web itself needs no bridge: connect to it directly.",
        ],
      };
    case "closed":
      return {
        title: `${address} closed the connection.`,
        todo: ["Check whether the application ended or crashed, and start it again."],
      };
    case "unknown":
      return {
        title: `${address} answered with an error.`,
        todo: ["Try again. The browser’s message is below."],
      };
  }
}

export function explainAddress(unusable: Unusable, origin: string): string {
  switch (unusable) {
    case "not-an-address":
      return "Expected an address such as 127.0.0.1:9999, or the whole line that the bridge printed.";
    case "not-this-machine":
      return "A page may watch only applications on this machine: 127.0.0.1 or localhost. For another machine, run the bridge here and give it the address.";
    case "blocked-port":
      return `Every browser blocks this port. If it is the application’s, watch it through the bridge: ${bridgeCommand(origin)}.`;
  }
}
