// On a phone, the menu and the search field of the header wait behind a button.
// Without this script both are simply shown.

const folded = (panel: HTMLElement, button: HTMLElement): boolean => {
  const open = button.getAttribute("aria-expanded") === "true";
  button.setAttribute("aria-expanded", String(!open));
  panel.classList.toggle("ouvert", !open);
  return open;
};

const wire = (button: HTMLElement): void => {
  const panel = document.getElementById(button.dataset["bascule"] ?? "");
  if (!panel) return;
  button.addEventListener("click", () => {
    if (!folded(panel, button)) panel.querySelector<HTMLElement>("input, a")?.focus();
  });
  panel.addEventListener("keydown", (event) => {
    const inList = event.target instanceof HTMLInputElement && event.target.value !== "";
    if (event.key !== "Escape" || inList || button.getAttribute("aria-expanded") !== "true") return;
    folded(panel, button);
    button.focus();
  });
};

document.addEventListener("DOMContentLoaded", () => document.querySelectorAll<HTMLElement>("[data-bascule]").forEach(wire));

export {};
