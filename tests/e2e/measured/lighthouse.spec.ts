import { openPage, pagesUnderTest } from "@/tests/support/e2e-pages";
import { expect, test } from "@/tests/support/e2e-test";
import { categories, startJudge } from "@/tests/support/lighthouse-judge";

const judged = ["overview", "runs", "records", "record"] as const;
const floors = { performance: 95, accessibility: 100, "best-practices": 95 } as const;
const times = 5;

for (const name of judged) {
  test(`the page: ${name} › Lighthouse, median of ${times}: ${JSON.stringify(floors)} or more`, async ({
    page,
    kombo,
    environment,
    signedIn,
  }) => {
    test.setTimeout(240_000);
    const under = pagesUnderTest.find((one) => one.name === name);
    if (!under) throw new Error(`No page ${name}`);
    await openPage(under, { page, kombo, appUrl: environment.appUrl });
    const url = page.url();
    // Its own requests would compete with what is judged.
    await page.goto("about:blank");
    const judge = await startJudge(signedIn.cookies);
    try {
      const scores = [];
      for (let time = 0; time < times; time++) scores.push(await judge.judge(url));
      for (const category of categories) {
        const sorted = scores.map((one) => one[category]).toSorted((one, other) => one - other);
        expect(sorted[Math.floor(times / 2)], `${category} of ${sorted.join(", ")}`).toBeGreaterThanOrEqual(
          floors[category],
        );
      }
    } finally {
      await judge.stop();
    }
  });
}
