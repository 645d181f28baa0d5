import type { Metadata } from "next";

import { PeopleView } from "@/components/settings/people-view";
import { enterPage } from "@/components/shell/enter-page";

export const metadata: Metadata = { title: "People" };

export default async function PeoplePage() {
  await enterPage("/settings/people", "/settings/people");
  return <PeopleView />;
}
