/** One thing that is measured: a file of its own, and one line in `run.ts`. */
export type Benchmark = (context: BenchContext) => Promise<void>;

export type BenchContext = {
  /** What follows its name on the command line. */
  readonly args: readonly string[];
  /** A cluster with the durability PostgreSQL has by itself. */
  readonly adminUrl: string;
  readonly print: (line: string) => void;
};
