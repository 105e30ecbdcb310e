// Suggestions under the search field of every page, as a combobox. The search
// itself is fetched when a field is first used.

import type { Answer } from "./engine";

type Module = typeof import("./main");

const SHOWN = 6;
const PAUSE = 120;

let fetched: Promise<Module> | undefined;
const search = (): Promise<Module> =>
  (fetched ||= import("./main").catch((error: unknown) => {
    fetched = undefined;
    throw error;
  }));

class Box {
  private readonly list = document.createElement("ul");
  private readonly status = document.createElement("p");
  private engine: Promise<ReturnType<Module["ouvrir"]>> | undefined;
  private turn = 0;
  private timer = 0;
  private active = -1;

  constructor(
    private readonly input: HTMLInputElement,
    private readonly base: URL,
    id: string,
  ) {
    this.list.id = id;
    this.list.className = "suggestions";
    this.list.setAttribute("role", "listbox");
    this.list.setAttribute("aria-label", "Suggestions");
    this.list.hidden = true;
    const attributes = { role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": id };
    for (const [name, value] of Object.entries(attributes)) input.setAttribute(name, value);
    this.status.className = "invisible";
    this.status.setAttribute("role", "status");
    input.after(this.list, this.status);
    input.addEventListener("focus", () => void this.open().catch(() => undefined));
    input.addEventListener("input", () => {
      clearTimeout(this.timer);
      this.timer = window.setTimeout(() => void this.suggest(), PAUSE);
    });
    input.addEventListener("keydown", (event) => this.key(event));
    input.addEventListener("blur", () => this.close());
    // The field keeps the focus while an option is pressed.
    this.list.addEventListener("mousedown", (event) => event.preventDefault());
  }

  private async open(): Promise<ReturnType<Module["ouvrir"]>> {
    this.engine ||= search().then((module) => module.ouvrir(this.base.href));
    this.engine.catch(() => (this.engine = undefined));
    const engine = await this.engine;
    await engine.open();
    return engine;
  }

  /** Shows what is found; the page works without, so an error only closes the list. */
  private async suggest(): Promise<void> {
    const turn = ++this.turn;
    const question = this.input.value;
    if (question.trim().length < 2) return this.close();
    try {
      const answer = await (await this.open()).search(question, {}, SHOWN);
      if (turn === this.turn && document.activeElement === this.input) this.show(answer);
    } catch {
      this.close();
    }
  }

  private show(answer: Answer): void {
    this.list.replaceChildren(
      ...answer.results.map(({ card }, i) => {
        const item = document.createElement("li");
        item.id = `${this.list.id}-${i}`;
        item.className = "suggestion";
        item.setAttribute("role", "option");
        item.setAttribute("aria-selected", "false");
        // A link, so that it opens in another tab as links do.
        const link = document.createElement("a");
        link.href = new URL(".." + card.url, this.base).href;
        link.tabIndex = -1;
        for (const [name, text] of [["titre", card.title], ["type", card.type]] as const) {
          const span = document.createElement("span");
          span.className = `suggestion-${name}`;
          span.textContent = text;
          link.append(span, " ");
        }
        item.append(link);
        return item;
      }),
    );
    this.active = -1;
    const count = answer.results.length;
    this.expand(count > 0);
    this.say(count ? `${count} suggestion${count > 1 ? "s" : ""}` : "Aucune suggestion : Entrée pour chercher", !count);
  }

  /** Says something, aloud only unless it is to be seen. */
  private say(text: string, seen: boolean): void {
    this.status.textContent = text;
    this.status.className = seen ? "suggestions suggestions-aucune" : "invisible";
  }

  private expand(open: boolean): void {
    this.list.hidden = !open;
    this.input.setAttribute("aria-expanded", String(open));
    this.input.removeAttribute("aria-activedescendant");
  }

  private close(): void {
    this.turn++;
    clearTimeout(this.timer);
    this.active = -1;
    this.expand(false);
    this.say("", false);
  }

  private key(event: KeyboardEvent): void {
    if (this.list.hidden) return;
    const options = [...this.list.children] as HTMLElement[];
    const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    if (step) {
      // From the field to the first or last option, and back to the field after the end.
      this.active = ((this.active + 1 + step + options.length + 1) % (options.length + 1)) - 1;
      options.forEach((option, i) => option.setAttribute("aria-selected", String(i === this.active)));
      const chosen = options[this.active];
      if (chosen) this.input.setAttribute("aria-activedescendant", chosen.id);
      else this.input.removeAttribute("aria-activedescendant");
      chosen?.scrollIntoView({ block: "nearest" });
    } else if (event.key === "Enter" && options[this.active]) {
      options[this.active]!.querySelector("a")!.click();
    } else if (event.key === "Escape") {
      this.close();
    } else {
      return;
    }
    event.preventDefault();
  }
}

let boxes = 0;
for (const form of document.querySelectorAll<HTMLFormElement>("form[data-recherche]")) {
  const input = form.querySelector<HTMLInputElement>("input[name=q]");
  const base = new URL(form.getAttribute("action") || "", location.href);
  if (input) new Box(input, base, `suggestions-${boxes++}`);
}
