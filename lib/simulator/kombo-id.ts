import { hashText, mix } from "./random";

const alphabet = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
const bytes = Buffer.from(alphabet, "latin1");
// One place to write each id in: joining 24 single letters would leave as many strings behind.
const id = Buffer.alloc(24);

/**
 * The id Kombo gives to what a tool calls `remoteId`. The model takes no part in it, so an employee and a group with
 * the same remote id share one Kombo id, as they do at Kombo. Two independent hashes: with one of 32 bits, some of
 * the million records of a large integration would collide.
 */
export function komboId(seed: number, remoteId: string): string {
  let odd = mix(seed, hashText(remoteId));
  let even = mix(~seed, hashText(remoteId, 0x2f0b4c47));
  for (let at = 0; at < 24; at += 8) {
    writeFour(odd, at);
    writeFour(even, at + 4);
    odd = mix(odd, at);
    even = mix(even, at);
  }
  return id.toString("latin1");
}

function writeFour(value: number, at: number): void {
  let rest = value;
  for (let place = at; place < at + 4; place += 1) {
    id[place] = bytes[rest % 58] ?? 0;
    rest = Math.floor(rest / 58);
  }
}
