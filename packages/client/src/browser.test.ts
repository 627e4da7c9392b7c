import { spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { bundle } from "./testing/bundle.ts";
import { conformanceNames } from "./testing/conformance.ts";
import { conformanceScenarios } from "./testing/conformance-scenarios.ts";
import { startFakeService } from "./testing/fake-service.ts";
import { findBrowser } from "./testing/find-browser.ts";

const browser = findBrowser();

/** Runs the checks and sends back what came of them. The port on which nobody listens is behind the `#`. */
const PROGRAM = `
  import { runConformance } from "./testing/conformance.ts";
  const deadUrl = "http://" + new URL(location.href).hash.slice(1);
  const results = await runConformance({ url: location.origin, deadUrl, isBrowser: true });
  await fetch("/results/r0", { method: "POST", body: JSON.stringify(results) });
`;

const PAGES = {
  window:
    'const script = document.createElement("script"); script.type = "module"; script.src = "/program.js"; document.head.append(script);',
  worker: 'new Worker("/program.js" + location.hash, { type: "module" });',
};

test.skipIf(browser === undefined).each(["window", "worker"] as const)(
  `the client does in the %s of ${browser ?? "a browser (skipped: none found, apt-get install chromium)"} what it does everywhere`,
  async (where) => {
    const { text } = await bundle(PROGRAM);
    let tell: (results: unknown) => void = () => undefined;
    const results = new Promise<unknown>((resolve) => {
      tell = resolve;
    });
    await using service = await startFakeService(
      {
        ...conformanceScenarios,
        results: ({ body }, response) => {
          response.end();
          tell(JSON.parse(body));
        },
      },
      {
        "/page.html": { type: "text/html", text: `<!doctype html><script>${PAGES[where]}</script>` },
        "/program.js": { type: "text/javascript", text },
      },
    );
    await using _window = await openBrowser(`${service.url}/page.html#${service.deadUrl.slice("http://".length)}`);
    expect(await results).toEqual(conformanceNames.map((name) => ({ name })));
  },
);

async function openBrowser(url: string): Promise<AsyncDisposable> {
  const profile = await mkdtemp(join(tmpdir(), "client-browser-"));
  // A browser does not start as root inside of its own sandbox.
  const flags = ["--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", `--user-data-dir=${profile}`];
  const child = spawn(browser ?? "", [...flags, url], { stdio: "ignore" });
  return {
    [Symbol.asyncDispose]: async () => {
      const ended = new Promise((resolve) => child.once("exit", resolve));
      child.kill("SIGKILL");
      await ended;
      await rm(profile, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}
