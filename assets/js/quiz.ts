// Turns a questionnaire, which reads well as it is, into a form: one question at a
// time or all of them, then a plan to print, made of what the page already lists for
// the themes that the answers point to. Nothing is sent; answers are kept in this
// browser if the reader asks.

/** The theme of a plan: what the page lists for it. */
interface Need {
  slug: string;
  section: HTMLElement;
  points: number;
}

/** How much a plan takes up: of themes, and of each type of document. */
const THEMES = 3;
const MOST: Record<string, number> = { fiches: 3, temoignages: 1, aides: 2, contacts: 1 };

const element = <K extends keyof HTMLElementTagNameMap>(tag: K, name = "", text = ""): HTMLElementTagNameMap[K] => {
  const made = document.createElement(tag);
  if (name) made.className = name;
  if (text) made.textContent = text;
  return made;
};

const press = (name: string, text: string, act: () => void): HTMLButtonElement => {
  const button = element("button", name, text);
  button.type = "button";
  button.addEventListener("click", act);
  return button;
};

/** The points of an answer: "etre-visible:2 se-proteger:1". */
const pointsOf = (answer: HTMLElement): [string, number][] =>
  (answer.dataset["points"] ?? "").split(" ").flatMap((part) => {
    const [slug, value] = part.split(":");
    return slug && value ? [[slug, Number(value)] as [string, number]] : [];
  });

/** The themes that the answers point to, the most pointed to first, then as the page has them. */
const needsOf = (answers: HTMLElement[], sections: HTMLElement[]): Need[] => {
  const total = new Map<string, number>();
  for (const [slug, points] of answers.flatMap(pointsOf)) total.set(slug, (total.get(slug) ?? 0) + points);
  return sections
    .map((section) => ({ section, slug: section.dataset["themeDuPlan"] ?? "", points: 0 }))
    .map((need) => ({ ...need, points: total.get(need.slug) ?? 0 }))
    .filter((need) => need.points > 0)
    .sort((a, b) => b.points - a.points)
    .slice(0, THEMES);
};

/** What the themes list of one type, each document once: themes take turns by their points, as seats are shared (D'Hondt). */
const deal = (needs: Need[], type: string): HTMLElement[] => {
  const queues = needs.map(({ section, points }) => ({ points, given: 0, items: [...section.querySelectorAll<HTMLElement>(`[data-etape="${type}"] li`)] }));
  const dealt = new Map<string, HTMLElement>();
  while (dealt.size < (MOST[type] ?? 0)) {
    const open = queues.filter(({ items }) => items.length);
    if (!open.length) break;
    const next = open.reduce((best, queue) => (queue.points / (queue.given + 1) > best.points / (best.given + 1) ? queue : best));
    const item = next.items.shift()!;
    const href = item.querySelector("a")?.getAttribute("href") ?? "";
    if (dealt.has(href)) continue;
    dealt.set(href, item);
    next.given++;
  }
  return [...dealt.values()];
};

/** The plan as a list of parts: the themes, then what to do of each type. */
const partsOf = (needs: Need[]): HTMLElement[] => {
  const part = (title: string, list: HTMLElement, items: Node[]): HTMLElement => {
    const made = element("div", "plan-partie");
    list.append(...items);
    made.append(element("h3", "", title), list);
    return made;
  };
  const themes = needs.map(({ section }) => {
    const item = element("li");
    item.append(...[...(section.querySelector("h3")?.childNodes ?? [])].map((node) => node.cloneNode(true)));
    return item;
  });
  const titles = new Map<string, string>();
  for (const step of needs.flatMap(({ section }) => [...section.querySelectorAll<HTMLElement>("[data-etape]")])) {
    titles.set(step.dataset["etape"] ?? "", step.querySelector("h4")?.textContent ?? "");
  }
  const steps = Object.keys(MOST).filter((type) => titles.has(type));
  return [
    part("Par où commencer", element("ol"), themes),
    ...steps.map((type) => part(titles.get(type)!, element("ul"), deal(needs, type).map((item) => item.cloneNode(true)))),
  ];
};

/** The answers that this browser keeps: the place of each among those of its question. */
class Memory {
  readonly #key = `recueil-questionnaire ${location.pathname}`;

  read(): number[] {
    try {
      const kept: unknown = JSON.parse(localStorage.getItem(this.#key) ?? "[]");
      return Array.isArray(kept) ? kept.filter((n) => typeof n === "number") : [];
    } catch {
      return []; // storage is refused, or holds something else
    }
  }

  /** Reports whether the answers are kept. */
  keep(answers: number[]): boolean {
    try {
      localStorage.setItem(this.#key, JSON.stringify(answers));
      return true;
    } catch {
      return false;
    }
  }

  forget(): void {
    try {
      localStorage.removeItem(this.#key);
    } catch {
      // then nothing was kept
    }
  }
}

/** A question as a group of radio buttons. */
class Question {
  readonly item: HTMLElement;
  readonly #group = element("fieldset", "question");
  readonly #radios: HTMLInputElement[] = [];
  readonly #error = element("p", "question-erreur");

  constructor(item: HTMLElement, number: number, of: number) {
    this.item = item;
    const legend = element("legend");
    legend.append(element("span", "question-rang", `Question ${number} sur ${of}`), element("span", "", item.querySelector("h3")?.textContent ?? ""));
    this.#error.id = `erreur_${number}`;
    this.#group.append(legend, this.#error);
    for (const choice of item.querySelectorAll<HTMLElement>("[data-points]")) {
      const label = element("label", "reponse");
      const radio = element("input");
      radio.type = "radio";
      radio.name = `question_${number}`;
      radio.dataset["points"] = choice.dataset["points"] ?? "";
      label.append(radio, element("span", "", choice.querySelector("[data-reponse]")?.textContent ?? ""));
      this.#radios.push(radio);
      this.#group.append(label);
    }
    this.#group.addEventListener("change", () => this.blame(""));
    item.replaceChildren(this.#group);
  }

  get answer(): HTMLInputElement | undefined {
    return this.#radios.find((radio) => radio.checked);
  }

  get choice(): number {
    return this.#radios.findIndex((radio) => radio.checked);
  }

  set choice(at: number) {
    this.#radios.forEach((radio, i) => (radio.checked = i === at));
  }

  focus(): void {
    (this.answer ?? this.#radios[0])?.focus();
  }

  /** Says beside the question what is wrong with it; nothing when empty. */
  blame(text: string): void {
    this.#error.textContent = text;
    for (const radio of this.#radios) {
      if (text) radio.setAttribute("aria-describedby", this.#error.id);
      else radio.removeAttribute("aria-describedby");
    }
  }
}

/** The questionnaire: its questions, where the reader is among them, and the plan. */
class Quiz {
  readonly #questions: Question[];
  readonly #sections: HTMLElement[];
  readonly #memory = new Memory();
  readonly #title = element("h2", "", "Votre plan");
  readonly #plan = element("section", "plan plan-fait");
  readonly #progress = element("progress");
  readonly #back = press("bouton-contour", "Question précédente", () => this.#go(this.#at - 1));
  readonly #next = element("button", "bouton");
  readonly #way = press("bouton-contour", "", () => this.#turn(!this.#one));
  #one = true;
  #at = 0;

  constructor(root: HTMLElement, list: HTMLElement, listed: HTMLElement | null) {
    const items = [...list.children].filter((item) => item instanceof HTMLElement);
    this.#questions = items.map((item, i) => new Question(item, i + 1, items.length));
    this.#sections = [...(listed?.querySelectorAll<HTMLElement>("[data-theme-du-plan]") ?? [])];
    if (listed) listed.hidden = true;
    this.#progress.max = items.length;
    this.#progress.setAttribute("aria-label", "Questions répondues");
    this.#next.type = "submit";
    this.#title.id = "votre_plan";
    this.#title.tabIndex = -1;
    this.#plan.setAttribute("aria-labelledby", this.#title.id);
    this.#plan.hidden = true;
    const form = element("form", "formulaire-questionnaire");
    form.noValidate = true;
    const actions = element("div", "questionnaire-actions");
    actions.append(this.#next, this.#back, this.#way);
    list.replaceWith(form);
    form.append(this.#progress, list, actions);
    form.addEventListener("change", () => this.#measure());
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#forward();
    });
    root.after(this.#plan);
    this.#recall();
  }

  /** Takes up the answers kept, if they are those of these questions. */
  #recall(): void {
    const kept = this.#memory.read();
    if (kept.length === this.#questions.length) this.#questions.forEach((question, i) => (question.choice = kept[i]!));
    this.#turn(true);
    if (this.#left().length === 0) this.#show(false);
  }

  #left(): Question[] {
    return this.#questions.filter((question) => !question.answer);
  }

  #measure(): void {
    this.#progress.value = this.#questions.length - this.#left().length;
  }

  /** Shows one question at a time, or all. */
  #turn(one: boolean): void {
    this.#one = one;
    this.#way.textContent = one ? "Toutes les questions" : "Une question à la fois";
    this.#place(Math.max(0, this.#questions.findIndex((question) => !question.answer)));
  }

  #place(at: number): void {
    this.#at = at;
    this.#questions.forEach(({ item }, i) => (item.hidden = this.#one && i !== at));
    this.#back.hidden = !this.#one || at === 0;
    this.#next.textContent = this.#one && at < this.#questions.length - 1 ? "Question suivante" : "Voir mon plan";
    this.#measure();
  }

  #go(at: number): void {
    this.#place(at);
    this.#questions[at]?.focus();
  }

  /** To the next question, or from the last one to the plan, once all are answered. */
  #forward(): void {
    const current = this.#questions[this.#at];
    const ahead = this.#one && this.#at < this.#questions.length - 1;
    const wanting = ahead ? (current && !current.answer ? current : undefined) : this.#left()[0];
    if (wanting) {
      wanting.blame("Choisissez une réponse pour continuer.");
      this.#go(this.#questions.indexOf(wanting));
    } else if (ahead) this.#go(this.#at + 1);
    else this.#show(true);
  }

  /** Shows the plan; focus goes to it when the reader asked for it. */
  #show(asked: boolean): void {
    const answers = this.#questions.flatMap((question) => question.answer ?? []);
    const needs = needsOf(answers, this.#sections);
    const parts = needs.length ? partsOf(needs) : [element("p", "", "Vos réponses ne signalent aucun besoin pressant.")];
    this.#plan.replaceChildren(this.#title, ...parts, this.#actions());
    this.#plan.hidden = false;
    document.documentElement.classList.add("plan-pret");
    if (asked) this.#title.focus();
  }

  #actions(): HTMLElement {
    const said = element("p", "plan-dit");
    said.setAttribute("role", "status");
    const keep = press("bouton-contour", "Garder mes réponses", () => {
      const kept = this.#memory.keep(this.#questions.map((question) => question.choice));
      said.textContent = kept
        ? "Vos réponses restent dans ce navigateur, et nulle part ailleurs : vous retrouverez ce plan sur cette page."
        : "Ce navigateur refuse de les garder : imprimez le plan.";
    });
    const actions = element("div", "questionnaire-actions");
    actions.append(
      press("bouton", "Imprimer mon plan", () => print()),
      keep,
      press("bouton-contour", "Effacer et recommencer", () => this.#restart()),
    );
    const all = element("div");
    all.append(actions, said);
    return all;
  }

  #restart(): void {
    this.#memory.forget();
    for (const question of this.#questions) question.choice = -1;
    this.#plan.hidden = true;
    document.documentElement.classList.remove("plan-pret");
    this.#turn(true);
    this.#questions[0]?.focus();
  }
}

for (const root of document.querySelectorAll<HTMLElement>("[data-questionnaire]")) {
  const list = root.querySelector<HTMLElement>("ol.questions");
  if (!list?.children.length) continue;
  root.querySelector("[data-sans-script]")?.remove();
  new Quiz(root, list, document.querySelector("[data-plan]"));
}

export {};
