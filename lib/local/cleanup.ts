export interface Cleanup {
  add(name: string, stop: () => Promise<void> | void): void;
  /** Stops in the opposite order of starting; one that fails does not keep the others running. */
  run(onFailure: (name: string, error: unknown) => void): Promise<void>;
}

export function createCleanup(): Cleanup {
  const steps: { name: string; stop: () => Promise<void> | void }[] = [];
  return {
    add: (name, stop) => void steps.push({ name, stop }),
    run: async (onFailure) => {
      for (let step = steps.pop(); step; step = steps.pop()) {
        try {
          await step.stop();
        } catch (error) {
          onFailure(step.name, error);
        }
      }
    },
  };
}
