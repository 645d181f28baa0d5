import type { Simulator } from "@/lib/simulator/simulator";

const INTERVAL_MS = 4000;

/** People are hired, move and leave, one customer after the other, until the returned function is called. */
export function startLife(simulator: Simulator): () => void {
  let turn = 0;
  const timer = setInterval(() => {
    const integration = simulator.integrations[turn % simulator.integrations.length];
    turn += 1;
    simulator.life.step(integration?.id);
  }, INTERVAL_MS);
  return () => clearInterval(timer);
}
