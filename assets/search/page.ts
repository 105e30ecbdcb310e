// A search on a page: the field, the list, the facets, and the address.

import { button, counted, el, quoted, rest } from "./dom";
import type { Answer, Engine } from "./engine";
import type { Choice } from "./facets";
import type { Panel } from "./panel";
import { faultText, passage, resultItem, totalText } from "./results";
import { FACETS } from "./tables";

/** The parts of the page that a search fills. */
export interface Parts {
  form: HTMLFormElement;
  input: HTMLInputElement;
  total: Element;
  list: HTMLElement;
  facets: Element;
  /** The address that the documents' addresses start from. */
  root: string;
  /** Whether the question and the choice stand in the page's address. */
  addressed: boolean;
}

const STEP = 10;
/** How many results are made without a rest. */
const AT_ONCE = 3;
/** After the last key, before searching, in milliseconds. */
const PAUSE = 120;
/** Before saying that it is searching. */
const SLOW = 300;

/** Makes the parts search. */
export class Page {
  readonly #parts: Parts;
  readonly #engine: Engine;
  #choice: Choice = {};
  #size = STEP;
  #turn = 0;
  #typing = 0;
  #panel: Promise<Panel> | undefined;
  readonly #title = document.title;
  readonly #note = el("div", { class: "resultats-conseil" });
  readonly #more = el("div", { class: "resultats-apres" });

  constructor(parts: Parts, engine: Engine) {
    this.#parts = parts;
    this.#engine = engine;
    const { form, input, list } = parts;
    list.before(this.#note);
    list.after(this.#more);
    input.addEventListener("focus", () => void engine.open().catch(() => undefined), { once: true });
    input.addEventListener("input", () => {
      clearTimeout(this.#typing);
      this.#typing = window.setTimeout(() => this.#ask(this.#choice, false), PAUSE);
    });
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#ask(this.#choice, true);
    });
    if (!parts.addressed) return;
    window.addEventListener("popstate", () => this.#read());
    this.#read();
  }

  /** Takes the question and the choice from the address. */
  #read(): void {
    const address = new URLSearchParams(location.search || document.documentElement.dataset["filtres"]); // « Ma situation »
    this.#parts.input.value = address.get("q") || "";
    this.#choice = {};
    for (let i = 0; i < FACETS.length; i += 2) {
      const slugs = address.getAll(FACETS[i]!);
      if (slugs.length) this.#choice[FACETS[i]!] = slugs;
    }
    this.#size = STEP;
    void this.#run();
  }

  /** Asks what the field holds; push makes it a step of the history. */
  #ask(choice: Choice, push: boolean): void {
    clearTimeout(this.#typing);
    this.#choice = choice;
    this.#size = STEP;
    if (this.#parts.addressed) this.#write(push);
    void this.#run();
  }

  #write(push: boolean): void {
    const address = new URLSearchParams();
    const question = this.#parts.input.value;
    if (question) address.set("q", question);
    for (const name in this.#choice) for (const slug of this.#choice[name]!) address.append(name, slug);
    const search = `?${address}`.replace(/\?$/, "");
    const url = location.pathname + search;
    if (push && search !== location.search) history.pushState(null, "", url);
    else history.replaceState(null, "", url);
  }

  /** Drops from the choice values that no facet has. */
  #forget(unknown: string[]): void {
    for (const name in this.#choice) this.#choice[name] = this.#choice[name]!.filter((slug) => !unknown.includes(slug));
    if (this.#parts.addressed) this.#write(false);
  }

  /** Searches and shows; an answer that comes after a newer question is dropped. */
  async #run(): Promise<void> {
    const turn = ++this.#turn;
    const question = this.#parts.input.value;
    const isCurrent = () => turn === this.#turn;
    if (this.#parts.addressed) document.title = (question.trim() ? `${quoted(question.trim())} – ` : "") + this.#title;
    const asks = Boolean(question) || Object.values(this.#choice).some((slugs) => slugs.length);
    if (this.#parts.addressed) document.documentElement.classList.toggle("cherche", asks);
    if (!asks) return this.#clear("pret");
    this.#state("chargement");
    const slow = setTimeout(() => isCurrent() && (this.#parts.total.textContent = "Recherche en cours…"), SLOW);
    try {
      const answer = await this.#engine.search(question, this.#choice, this.#size).finally(() => clearTimeout(slow));
      if (!isCurrent()) return;
      if (answer.unknown.length) this.#forget(answer.unknown);
      if (await this.#show(answer, isCurrent)) await this.#frame(answer, isCurrent);
    } catch (error) {
      if (isCurrent()) this.#clear("erreur", this.#retry(faultText(error)));
    }
  }

  /** Advice and facets follow the results; their scripts do too. */
  async #frame(answer: Answer, isCurrent: () => boolean): Promise<void> {
    const missing = (): void => {
      if (isCurrent()) this.#parts.facets.replaceChildren(this.#retry("Les filtres manquent."));
    };
    const ask = (choice: Choice, question?: string) => {
      if (question) this.#parts.input.value = question;
      this.#ask(choice, true);
    };
    this.#panel ||= import("./panel").then((m) => new m.Panel(this.#parts, this.#note, this.#engine, ask));
    this.#panel.catch(() => (this.#panel = undefined));
    await this.#panel.then((panel) => panel.show(answer, this.#choice, isCurrent, missing)).catch(missing);
  }

  #state(name: "chargement" | "pret" | "erreur"): void {
    const { list } = this.#parts;
    list.dataset["etat"] = name;
    list.setAttribute("aria-busy", String(name === "chargement"));
  }

  /** Shows nothing but a note, if any. */
  #clear(state: "pret" | "erreur", ...note: Node[]): void {
    this.#parts.total.textContent = "";
    for (const part of [this.#parts.list, this.#more, this.#parts.facets]) part.replaceChildren();
    this.#note.replaceChildren(...note);
    this.#state(state);
  }

  /** Shows an answer, a few results a task, while it is the current one; returns whether it still is. */
  async #show(answer: Answer, isCurrent: () => boolean): Promise<boolean> {
    const { list, total, root } = this.#parts;
    const shown = this.#size > STEP ? list.children.length : 0;
    const { results } = answer;
    const items: HTMLElement[] = [];
    for (let i = shown; i < results.length; i++) {
      if ((i - shown) % AT_ONCE === 0) await rest();
      if (!isCurrent()) return false;
      items.push(resultItem(results[i]!, answer, root, passage(results[i]!, results[i - 1])));
    }
    await rest();
    if (!isCurrent()) return false;
    if (shown) list.append(...items);
    else list.replaceChildren(...items);
    if (shown) items[0]?.querySelector("a")?.focus();
    total.textContent = totalText(answer);
    if (this.#parts.addressed) document.documentElement.classList.toggle("cherche", answer.total > 0); // else the lists are a way on
    this.#note.replaceChildren();
    const left = answer.total - answer.results.length;
    const next = (): void => {
      this.#size += STEP;
      void this.#run();
    };
    this.#more.replaceChildren(...(left > 0 ? [button("resultats-suite", `Afficher la suite (${counted(left, "autre")})`, next)] : []));
    this.#state("pret");
    await rest();
    return isCurrent();
  }

  #retry(text: string): HTMLElement {
    const again = button("recherche-reessayer", "Réessayer", () => void this.#run());
    return el("div", { class: "recherche-erreur", role: "alert" }, el("p", {}, text), again);
  }
}
