type Beside = {
  readonly side: "above" | "below";
  readonly align: "start" | "center" | "end";
  readonly gapPx: number;
};

type Size = { readonly width: number; readonly height: number };
type Place = { readonly left: number; readonly top: number };

const edgePx = 8;

/** Puts a fixed box beside what it belongs to. */
export function placeBeside(box: HTMLElement, target: Element, beside: Beside): void {
  const { clientWidth: width, clientHeight: height } = document.documentElement;
  const size = { width: box.offsetWidth, height: box.offsetHeight };
  const { left, top } = findPlace({ at: target.getBoundingClientRect(), size, view: { width, height } }, beside);
  box.style.left = `${left}px`;
  box.style.top = `${top}px`;
}

type Room = { readonly at: Place & Size; readonly size: Size; readonly view: Size };

/** On the other side where only that has room, and never beyond the edge of the view while it fits into it. */
export function findPlace({ at, size, view }: Room, { side, align, gapPx }: Beside): Place {
  const lefts = { start: at.left, center: at.left + (at.width - size.width) / 2, end: at.left + at.width - size.width };
  const tops = { above: at.top - gapPx - size.height, below: at.top + at.height + gapPx };
  const fits = { above: tops.above >= edgePx, below: tops.below + size.height <= view.height - edgePx };
  const other = side === "above" ? "below" : "above";
  const top = tops[fits[other] && !fits[side] ? other : side];
  return { left: within(lefts[align], view.width - size.width), top: within(top, view.height - size.height) };
}

function within(start: number, room: number): number {
  return Math.max(edgePx, Math.min(start, room - edgePx));
}
