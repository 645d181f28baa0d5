import { expect, type Locator, type Page } from "@playwright/test";

/** Somebody at the screen, with a mouse or with keys alone. */
export interface Hands {
  readonly press: (target: Locator) => Promise<void>;
  readonly type: (target: Locator, text: string) => Promise<void>;
}

const tabsMax = 250;

export const hands: Readonly<Record<"a mouse" | "keys alone", (page: Page) => Hands>> = {
  "a mouse": () => ({
    press: (target) => target.click(),
    type: (target, text) => target.fill(text),
  }),
  "keys alone": (page) => ({
    press: async (target) => {
      await expect(target).toBeEnabled();
      await reach(page, target);
      await page.keyboard.press((await isTicked(target)) ? "Space" : "Enter");
    },
    type: async (target, text) => {
      await reach(page, target);
      await page.keyboard.type(text);
    },
  }),
};

/** As people do who see where the focus is: on with Tab, within a menu or a choice with the arrows. */
async function reach(page: Page, target: Locator): Promise<void> {
  await expect(target).toBeVisible();
  const key = (await target.getAttribute("role")) === "menuitem" ? "ArrowDown" : "Tab";
  for (let pressed = 0; pressed < tabsMax; pressed++) {
    const place = await placeOfFocus(target);
    if (place === "there") return;
    await page.keyboard.press(place === "beside" ? "ArrowDown" : key);
  }
  throw new Error(`No key leads to ${String(target)}`);
}

function isTicked(target: Locator): Promise<boolean> {
  return target.evaluate((element) => element.matches("[type=checkbox], [type=radio]"));
}

/** Beside: on another one of several choices, of which Tab reaches only one. */
function placeOfFocus(target: Locator): Promise<"there" | "beside" | "elsewhere"> {
  return target.evaluate((element) => {
    if (element === document.activeElement) return "there";
    return element.closest("[role=radiogroup]")?.contains(document.activeElement) ? "beside" : "elsewhere";
  });
}
