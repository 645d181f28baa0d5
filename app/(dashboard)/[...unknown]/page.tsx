import { notFound } from "next/navigation";

import { requireSession } from "@/components/shell/require-session";

/** Every address that is no other page, so that who is signed in keeps the navigation. */
export default async function UnknownPage({ params }: PageProps<"/[...unknown]">) {
  const { unknown } = await params;
  if (unknown[0] !== "api") await requireSession(`/${unknown.join("/")}`);
  notFound();
}
