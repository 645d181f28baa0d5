import { describe, expect, it } from "vitest";

import { networkOf, readAddress, visitorHeaders } from "@/lib/auth/visitor";

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
  expect([...visitorHeaders({ ip: null, userAgent: null, cookies: null })]).toEqual([]);
});

const read = (headers: Record<string, string>, place: Partial<Parameters<typeof readAddress>[1]> = {}) =>
  readAddress(new Headers(headers), { isVercel: false, header: undefined, socket: "192.0.2.7", ...place });

describe("the address of a client", () => {
  const forged = { "x-forwarded-for": "203.0.113.9", forwarded: "for=203.0.113.9", "cf-connecting-ip": "203.0.113.9" };
  const vercels = { "x-vercel-forwarded-for": "192.0.2.1", "x-real-ip": "192.0.2.1" };
  it("is the connection's, whatever headers it brings", () => {
    expect(read({ ...forged, ...vercels })).toBe("192.0.2.7");
    expect(read(forged, { socket: "::ffff:192.0.2.7" })).toBe("192.0.2.7");
    expect(read(forged, { socket: "fe80::1%eth0" })).toBe("fe80::1");
    expect(read(forged, { socket: null })).toBeNull();
  });

  it("is Vercel's word on Vercel", () => {
    expect(read({ ...forged, ...vercels }, { isVercel: true })).toBe("192.0.2.1");
    expect(read({ ...forged, "x-real-ip": "192.0.2.2" }, { isVercel: true })).toBe("192.0.2.2");
    expect(read(forged, { isVercel: true })).toBeNull();
  });

  it("is the proxy's word where the operator has named its header, and of a list the last", () => {
    expect(read({ ...forged, "x-client": "192.0.2.3" }, { header: "x-client" })).toBe("192.0.2.3");
    expect(read({ "x-client": "203.0.113.9, 192.0.2.3" }, { header: "x-client" })).toBe("192.0.2.3");
    expect(read({ "x-client": "nonsense" }, { header: "x-client" })).toBeNull();
    expect(read(forged, { header: "x-client" })).toBeNull();
  });
});
