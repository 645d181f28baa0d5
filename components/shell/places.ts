import { Activity, Cable, GitCompareArrows, LayoutDashboard, Settings, Table2, Webhook } from "lucide-react";

/** Where a person can go; only places that exist. */
export const places = [
  { href: "/", label: "Overview", icon: LayoutDashboard },
  { href: "/integrations", label: "Integrations", icon: Cable },
  { href: "/webhooks", label: "Webhooks", icon: Webhook },
  { href: "/runs", label: "Runs", icon: Activity },
  { href: "/records", label: "Records", icon: Table2 },
  { href: "/drift", label: "Drift", icon: GitCompareArrows },
  { href: "/settings", label: "Settings", icon: Settings },
] as const;

export type PlaceHref = (typeof places)[number]["href"];

export function isCurrentPlace(href: PlaceHref, pathname: string): boolean {
  return href === "/" ? pathname === "/" : pathname === href || pathname.startsWith(`${href}/`);
}
