const lists = "main table[data-list]";
const remembered = "kombo-mirror.list";

/** Puts the focus on the link of the next row, or of the one before; of the first when none has it. */
export function focusRow(step: 1 | -1): void {
  const links = listLinks(document.querySelector(lists));
  const here = links.findIndex((link) => link.closest("tr")?.contains(document.activeElement) ?? false);
  const link = here === -1 ? links[0] : links[here + step];
  link?.focus();
  link?.scrollIntoView({ block: "nearest" });
}

/** Called with every click: of a list that is left by one of its rows, the order is kept for the pages of its rows. */
export function rememberList(event: MouseEvent): void {
  const table = event.target instanceof Element ? event.target.closest("a")?.closest<HTMLTableElement>(lists) : null;
  if (table)
    sessionStorage.setItem(
      remembered,
      listLinks(table)
        .map(({ pathname }) => pathname)
        .join("\n"),
    );
}

/** The page of the next row of the list this page was opened from, or of the one before. */
export function neighbourOf(pathname: string, step: 1 | -1): string | null {
  const paths = (sessionStorage.getItem(remembered) ?? "").split("\n");
  const here = paths.indexOf(pathname);
  return here === -1 ? null : (paths[here + step] ?? null);
}

/** The first link of each row leads to what the row is about. */
function listLinks(table: HTMLTableElement | null): readonly HTMLAnchorElement[] {
  return [...(table?.tBodies[0]?.rows ?? [])].flatMap((row) => row.querySelector("a") ?? []);
}
