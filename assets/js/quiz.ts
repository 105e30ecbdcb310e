// Turns a questionnaire, which reads well as it is, into a form: one answer a
// question, and the themes with the most points as a result.

interface Theme {
  text: string;
  href: string;
  points: number;
}

/** The points of a choice: "etre-visible:2 se-proteger:1". */
const pointsOf = (choice: HTMLElement): Map<string, number> => {
  const points = new Map<string, number>();
  for (const part of (choice.dataset["points"] ?? "").split(" ")) {
    const [slug, value] = part.split(":");
    if (slug && value) points.set(slug, Number(value));
  }
  return points;
};

/** The slug of a theme, from the address that leads to it. */
const slugOf = (link: HTMLAnchorElement): string => new URL(link.href).pathname.split("/").filter(Boolean).pop() ?? "";

const element = <K extends keyof HTMLElementTagNameMap>(tag: K, name = "", text = ""): HTMLElementTagNameMap[K] => {
  const made = document.createElement(tag);
  if (name) made.className = name;
  if (text) made.textContent = text;
  return made;
};

/** Adds up the points of the chosen answers; links tell each theme's name. */
const tally = (chosen: HTMLElement[], links: HTMLAnchorElement[]): Theme[] => {
  const themes = new Map<string, Theme>();
  for (const link of links) {
    themes.set(slugOf(link), { text: link.textContent ?? "", href: link.href, points: 0 });
  }
  for (const choice of chosen) {
    pointsOf(choice).forEach((points, slug) => {
      const theme = themes.get(slug);
      if (theme) theme.points += points;
    });
  }
  return [...themes.values()].filter((t) => t.points > 0).sort((a, b) => b.points - a.points || a.text.localeCompare(b.text, "fr"));
};

const show = (result: HTMLElement, themes: Theme[], left: number): void => {
  result.replaceChildren();
  if (left > 0) {
    result.append(element("p", "", left === 1 ? "Il reste une question sans réponse." : `Il reste ${left} questions sans réponse.`));
    return;
  }
  if (themes.length === 0) {
    result.append(element("p", "", "Vos réponses ne signalent aucun besoin pressant."));
    return;
  }
  result.append(element("h2", "", "Par où commencer"));
  const list = element("ol", "liste-liens");
  for (const theme of themes.slice(0, 3)) {
    const item = element("li");
    const link = element("a", "", theme.text);
    link.href = theme.href;
    item.append(link);
    list.append(item);
  }
  result.append(list);
};

/** Makes a question a group of radio buttons. */
const ask = (question: HTMLElement, number: number): void => {
  const title = question.querySelector("h3");
  const group = element("fieldset", "question");
  const legend = element("legend", "", title?.textContent ?? "");
  group.append(legend);
  for (const choice of question.querySelectorAll<HTMLElement>("[data-points]")) {
    const label = element("label", "reponse");
    const radio = element("input");
    radio.type = "radio";
    radio.name = `question_${number}`;
    label.dataset["points"] = choice.dataset["points"] ?? "";
    label.append(radio, element("span", "", choice.querySelector("[data-reponse]")?.textContent ?? ""));
    group.append(label);
  }
  question.replaceChildren(group);
};

const start = (quiz: HTMLElement): void => {
  const links = [...quiz.querySelectorAll<HTMLAnchorElement>(".choix-themes a")];
  const list = quiz.querySelector("ol");
  const questions = list ? [...list.children].filter((child) => child instanceof HTMLElement) : [];
  if (!list || questions.length === 0) return;
  questions.forEach(ask);
  quiz.querySelector("[data-sans-script]")?.remove();

  const form = element("form", "formulaire-questionnaire");
  const button = element("button", "bouton", "Voir par où commencer");
  button.type = "submit";
  const result = element("div", "resultat-questionnaire");
  result.setAttribute("role", "status");
  list.replaceWith(form);
  form.append(list, button, result);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const chosen = [...form.querySelectorAll<HTMLInputElement>("input:checked")].map((radio) => radio.closest("label"));
    const labels = chosen.filter((label) => label !== null);
    show(result, tally(labels, links), questions.length - labels.length);
  });
};

document.querySelectorAll<HTMLElement>("[data-questionnaire]").forEach(start);

export {};
