import bowser from "bowser";

/** `Chrome 141 on macOS`; what it says of itself, cut short, when it is no browser. */
export function nameDevice(userAgent: string | null): string {
  if (!userAgent) return "Unknown device";
  const { browser, os } = bowser.parse(userAgent);
  if (!browser.name) return userAgent.split(" ")[0]?.slice(0, 40) ?? "Unknown device";
  const version = browser.version?.split(".")[0];
  const name = version ? `${browser.name} ${version}` : browser.name;
  return os.name ? `${name} on ${os.name}` : name;
}
