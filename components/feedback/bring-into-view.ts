/** For what appears where nobody may be looking: at the end of a dialog that scrolls. */
export function bringIntoView(element: Element | null): void {
  element?.scrollIntoView({ block: "nearest" });
}
