import { notFound } from "next/navigation";

import { enterPage } from "@/components/shell/enter-page";

/** Every address that is no other page, so that who is signed in keeps the navigation. */
export default async function UnknownPage({ params }: PageProps<"/[...unknown]">) {
  const { unknown } = await params;
  if (unknown[0] !== "api") await enterPage("/[...unknown]", `/${unknown.join("/")}`);
  notFound();
}
