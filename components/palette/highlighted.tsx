/** Underlines the first place where the text has what was searched. */
export function Highlighted({ text, query }: { readonly text: string; readonly query: string }) {
  const at = query === "" ? -1 : text.toLowerCase().indexOf(query.toLowerCase());
  if (at === -1) return text;
  const end = at + query.length;
  return (
    <>
      {text.slice(0, at)}
      <mark className="decoration-accent bg-transparent font-semibold text-inherit underline decoration-2 underline-offset-3">
        {text.slice(at, end)}
      </mark>
      {text.slice(end)}
    </>
  );
}
