(() => {
  "use strict";
  let from = null;
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[href^='#']");
    if (!link) return;
    if (link.matches(".close, .veil")) {
      event.preventDefault();
      shut();
    } else if (!link.closest(".drawer")) {
      from = link;
    }
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && document.querySelector(".drawer:target, .drawer:has(:target)")) shut();
  });
  const shut = () => {
    location.hash = "#_";
    if (from) from.focus({ preventScroll: true });
  };
  addEventListener("beforeprint", () => document.querySelectorAll("details").forEach((d) => (d.open = true)));
})();
