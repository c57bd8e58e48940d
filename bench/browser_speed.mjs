// How fast the catalog page is in a real browser: the first table on a cold cache, the requests until then,
// and how long the page takes to answer to a hand (interaction to next paint).
//
//   node bench/browser_speed.mjs [--url http://localhost:7007] [--runs 10]
//
// The server has to let guests in. Chromium is looked for at /usr/bin/chromium, or where CHROMIUM says.
import { createRequire } from "node:module";

const require = createRequire(new URL("../bundles/ui/package.json", import.meta.url));
const { chromium } = require("playwright-core");

const option = (name, fallback) => {
  const index = process.argv.indexOf(name);
  return index < 0 ? fallback : process.argv[index + 1];
};
const url = option("--url", "http://localhost:7007");
const runs = Number(option("--runs", "10"));
const FIRST_ROW = '[role="row"][aria-rowindex="2"]:not([aria-busy])';

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"],
});

/** Processor time of the page's main thread since it began, in milliseconds: other work on the machine changes it little. */
async function processorTime(page) {
  page.devtools ??= await page.context().newCDPSession(page);
  await page.devtools.send("Performance.enable", { timeDomain: "threadTicks" });
  const { metrics } = await page.devtools.send("Performance.getMetrics");
  return 1000 * metrics.find(({ name }) => name === "TaskDuration").value;
}

/** A browser without anything stored but the way to sign in. */
async function freshPage() {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  const page = await context.newPage();
  await page.addInitScript(() => localStorage.setItem("callboard.provider", "guest"));
  return page;
}

async function firstTable() {
  const page = await freshPage();
  await processorTime(page);
  const requests = [];
  page.on("request", (request) => {
    if (new URL(request.url()).pathname.startsWith("/api/")) {
      requests.push(`${request.method()} ${new URL(request.url()).pathname}`);
    }
  });
  await page.goto(`${url}/catalog`, { waitUntil: "commit" });
  await page.waitForSelector(FIRST_ROW);
  const shown = await page.evaluate(() => performance.now());
  const busy = await processorTime(page);
  const atTable = [...requests];
  await page.waitForTimeout(500);
  const script = await page.evaluate(() =>
    performance
      .getEntriesByType("resource")
      .filter(({ name }) => name.endsWith(".js"))
      .reduce((sum, { encodedBodySize }) => sum + encodedBodySize, 0),
  );
  await page.context().close();
  return { shown, busy, requests: atTable, all: requests, script };
}

/** What a hand does on the page, and the longest time from an event to the frame that shows its effect. */
async function interactions() {
  const page = await freshPage();
  await page.addInitScript(() => {
    window.longest = 0;
    new PerformanceObserver((list) => {
      for (const { interactionId, duration } of list.getEntries()) {
        if (interactionId) {
          window.longest = Math.max(window.longest, duration);
        }
      }
    }).observe({ type: "event", durationThreshold: 16, buffered: true });
  });
  await page.goto(`${url}/catalog`);
  await page.waitForSelector(FIRST_ROW);
  await page.waitForTimeout(500);
  const results = {};
  const measure = async (name, action) => {
    await page.evaluate(() => (window.longest = 0));
    const before = await processorTime(page);
    await action();
    await page.waitForTimeout(700);
    const busy = (await processorTime(page)) - before;
    results[name] = `${await page.evaluate(() => window.longest)} (${Math.round(busy)})`;
  };
  await measure("type in the filter", () =>
    page.locator("[data-search]").pressSequentially("ser", { delay: 90 }),
  );
  await measure("clear the filter", () => page.locator("[data-search]").fill(""));
  await measure("open a filter", () => page.getByRole("button", { name: "Owner" }).first().click());
  await measure("choose in it", () => page.getByRole("option").first().click());
  await page.keyboard.press("Escape");
  await measure("sort", () => page.getByRole("button", { name: "Name", exact: true }).click());
  await measure("step through rows", async () => {
    for (let step = 0; step < 8; step++) {
      await page.keyboard.press("j");
    }
  });
  await page.context().close();
  return results;
}

const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
const tables = [];
for (let run = 0; run < runs; run++) {
  tables.push(await firstTable());
}
const times = tables.map(({ shown }) => Math.round(shown));
console.log(`first table: median ${median(times)} ms of ${times.join(" ")}`);
console.log(`processor time of the page until then: ${tables.map(({ busy }) => Math.round(busy)).join(" ")} ms`);
console.log(`requests to the API until then:\n  ${tables[0].requests.join("\n  ")}`);
console.log(`and afterwards:\n  ${tables[0].all.slice(tables[0].requests.length).join("\n  ")}`);
console.log(`JavaScript: ${(tables[0].script / 1000).toFixed(1)} kB compressed, page included`);
const rounds = [];
for (let run = 0; run < Math.min(runs, 5); run++) {
  rounds.push(await interactions());
}
for (const name of Object.keys(rounds[0])) {
  console.log(`${name}: ${rounds.map((round) => round[name]).join(" ")} ms to the next paint (of all its work: processor time)`);
}
await browser.close();
