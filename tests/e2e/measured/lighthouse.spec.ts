import { pagesUnderTest } from "@/tests/support/e2e-pages";
import { expect, test } from "@/tests/support/e2e-test";
import { type Judge, startJudge } from "@/tests/support/lighthouse-judge";

const judged = ["overview", "runs", "records", "record"] as const;
const floor = { performance: 95, accessibility: 100, "best-practices": 95 } as const;
const times = 5;
/** Once so many lie on one side of the floor, so does the median, whatever the others would be. */
const most = Math.ceil(times / 2);

let judge: Judge;
test.beforeAll(async ({ signedIn }) => {
  judge = await startJudge(signedIn.cookies);
});
test.afterAll(() => judge.stop());

for (const name of judged) {
  test(`the page: ${name} › Lighthouse, desktop, median of ${times}: ${JSON.stringify(floor)} or more`, async ({
    page,
    kombo,
    environment,
  }) => {
    test.setTimeout(180_000);
    const under = pagesUnderTest.find((one) => one.name === name);
    if (!under) throw new Error(`No page ${name}`);
    const url = new URL(await under.path({ page, kombo, appUrl: environment.appUrl }), environment.appUrl).href;

    // Only how fast it was differs from time to time.
    const first = await judge.judge(url, ["performance", "accessibility", "best-practices"]);
    for (const category of ["accessibility", "best-practices"] as const)
      expect.soft(first.get(category), category).toBeGreaterThanOrEqual(floor[category]);

    const scores = [first.get("performance") ?? 0];
    const good = () => scores.filter((score) => score >= floor.performance).length;
    const isDecided = () => good() >= most || scores.length - good() >= most;
    while (!isDecided()) scores.push((await judge.judge(url, ["performance"])).get("performance") ?? 0);
    test.info().annotations.push({ type: "performance", description: scores.join(", ") });
    expect(good(), `performance: so many of ${scores.join(", ")} reach ${floor.performance}`).toBe(most);
  });
}
