import { expect, it } from "vitest";

import { networkOf, visitorHeaders } from "@/lib/auth/visitor";

it.each([
  ["192.0.2.7", "192.0.2.7"],
  ["2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"],
  ["2001:db8:1:2::1", "2001:db8:1:2::/64"],
  ["2001:0DB8:0001:0002::ffff", "2001:db8:1:2::/64"],
  ["2001:db8::1", "2001:db8:0:0::/64"],
  ["::1", "0:0:0:0::/64"],
])("%s is counted as %s", (ip, network) => {
  expect(networkOf(ip)).toBe(network);
});

it("what nobody knows stands in no header", () => {
  expect([...visitorHeaders({ ip: null, userAgent: null })]).toEqual([]);
});
