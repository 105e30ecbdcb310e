// Whoever comes from the edition of a territory to a page that all editions have in
// common, which is the national one's, finds the way back at the head of the breadcrumb, as long as the tab is
// open. Without this script there is the browser's own.

const key = "recueil-edition";

interface Edition {
  name: string;
  home: string;
}

const remembered = (): Edition | undefined => {
  try {
    return JSON.parse(sessionStorage.getItem(key) || "null") ?? undefined;
  } catch {
    return undefined; // storage is refused, or holds something else
  }
};

const remember = (edition: Edition): void => {
  try {
    sessionStorage.setItem(key, JSON.stringify(edition));
  } catch {
    // the browser's way back is left
  }
};

document.addEventListener("DOMContentLoaded", () => {
  const home = document.querySelector<HTMLAnchorElement>(".marque")?.href ?? "";
  const name = document.querySelector(".marque-edition")?.textContent;
  if (name) return remember({ name, home });
  const from = remembered();
  const steps = document.querySelector(".fil ol");
  if (!from || !steps || !String(from.home).startsWith(`${home}editions/`)) return;
  const link = document.createElement("a");
  link.href = from.home;
  link.textContent = String(from.name);
  const step = document.createElement("li");
  step.append(link);
  steps.prepend(step);
});

export {};
