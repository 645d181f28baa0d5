import { redirect } from "next/navigation";

import { sections } from "@/components/settings/sections";
import { enterPage } from "@/components/shell/enter-page";

/** The first section, which everybody has. */
export default async function SettingsPage() {
  await enterPage("/settings", "/settings");
  redirect(sections[0].page);
}
