import { demoSecrets, type DemoSecrets } from "@/lib/local/demo-environment";

import type { ControlActions } from "./e2e-control";
import { e2ePlaces, ownStack } from "./e2e-places";

/** Where the app of this stack writes what it logs. */
export const e2eLogFile = `tests/.artifacts/e2e-app-${ownStack()}.log`;
export const e2eSecretsFile = `.data/e2e-${ownStack()}.json`;

export interface E2eEnvironment {
  readonly appUrl: string;
  /** Sign-in of the first administrator, the cron's and the API's secrets. */
  readonly secrets: DemoSecrets;
  /** Asks the simulated Kombo, which runs in the process that Playwright has started: `await kombo("step")`. */
  readonly kombo: <Name extends keyof ControlActions>(
    name: Name,
    ...args: ControlActions[Name]["args"]
  ) => Promise<ControlActions[Name]["answer"]>;
}

/** For tests: the running app, mirrored once, and the hands on its simulated Kombo. */
export function e2eEnvironment(): E2eEnvironment {
  const { appUrl, controlUrl, controlToken } = e2ePlaces();
  return {
    appUrl,
    secrets: demoSecrets(e2eSecretsFile),
    kombo: async (name, ...args) => {
      const response = await fetch(`${controlUrl}/${name}`, {
        method: "POST",
        headers: { authorization: `Bearer ${controlToken}` },
        body: JSON.stringify(args),
      });
      if (!response.ok) throw new Error(`${name}: ${response.status} ${await response.text()}`);
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the control server's handlers have these very types
      return (await response.json()) as ControlActions[typeof name]["answer"];
    },
  };
}
