type Beside = {
  readonly side: "above" | "below";
  readonly align: "start" | "center" | "end";
  readonly gapPx: number;
};

const edgePx = 8;

/** Puts a fixed box beside what it belongs to: on the other side where there is no room, and never beyond the window. */
export function placeBeside(box: HTMLElement, target: Element, { side, align, gapPx }: Beside): void {
  const at = target.getBoundingClientRect();
  const { offsetWidth: width, offsetHeight: height } = box;
  const { clientWidth, clientHeight } = document.documentElement;
  const lefts = { start: at.left, center: at.left + (at.width - width) / 2, end: at.right - width };
  const tops = { above: at.top - gapPx - height, below: at.bottom + gapPx };
  const fits = { above: tops.above >= edgePx, below: tops.below + height <= clientHeight - edgePx };
  const other = side === "above" ? "below" : "above";
  const top = tops[fits[other] && !fits[side] ? other : side];
  box.style.left = `${within(lefts[align], clientWidth - width)}px`;
  box.style.top = `${within(top, clientHeight - height)}px`;
}

function within(start: number, room: number): number {
  return Math.max(edgePx, Math.min(start, room - edgePx));
}
