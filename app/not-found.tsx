/** Part of every page that is loaded, so it brings nothing along: not even a link of Next's. */
export default function NotFound() {
  return (
    <main className="px-6 py-16">
      <h1 className="text-xl font-semibold">There is no such page</h1>
      <p className="text-muted mt-1">
        The address may be old or cut off. {/* oxlint-disable-next-line next/no-html-link-for-pages -- see above */}
        <a href="/" className="link rounded-sm">
          Go to the overview
        </a>
      </p>
    </main>
  );
}
