import type { CommandContext } from "./command-context";

type Command = (context: CommandContext) => Promise<void>;

export const commands: Readonly<Record<string, Command>> = {
  demo: async (context) => (await import("./commands/demo")).demo(context),
  start: async (context) => (await import("./commands/start")).start(context),
  dev: async (context) => (await import("./commands/dev")).dev(context),
  simulator: async (context) => (await import("./commands/simulator")).simulator(context),
  build: async (context) => (await import("./commands/build")).build(context),
  test: async (context) => (await import("./commands/test")).test(context),
  bench: async (context) => (await import("./commands/bench")).bench(context),
  "test:faults": async (context) => (await import("./commands/test-faults")).testFaults(context),
  verify: async (context) => (await import("./commands/verify")).verify(context),
  migrate: async (context) => (await import("./commands/migrate")).migrateCommand(context),
  "reset-password": async (context) => (await import("./commands/reset-password")).resetPasswordCommand(context),
  generate: async (context) => (await import("./commands/generate")).generate(context),
};
