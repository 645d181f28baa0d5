import { TextLink } from "@/components/ui/text-link";

export default function NotFound() {
  return (
    <main className="px-6 py-16">
      <h1 className="text-xl font-semibold">There is no such page</h1>
      <p className="text-muted mt-1">
        The address may be old or cut off. <TextLink href="/">Go to the overview</TextLink>
      </p>
    </main>
  );
}
