/** Whether Kombo, where its API is, can send to an address: to one of this machine only a simulator on it can. */
export function canReach(url: string, from: string): boolean {
  return !isOfThisMachine(url) || isOfThisMachine(from);
}

export function isOfThisMachine(url: string): boolean {
  return ["127.0.0.1", "localhost", "[::1]"].includes(new URL(url).hostname);
}
