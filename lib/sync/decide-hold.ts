const rowsMax = 20;
const shareMax = 0.05;

/**
 * Whether so much would be tombstoned that a person has to look (I9): more than 20 rows and 5 %, or more than half. A
 * permission or a filter changed in the tool looks just like everybody leaving.
 */
export function decideHold(input: { readonly candidates: number; readonly live: number }): boolean {
  const { candidates, live } = input;
  return (candidates > rowsMax && candidates > live * shareMax) || candidates * 2 > live;
}
