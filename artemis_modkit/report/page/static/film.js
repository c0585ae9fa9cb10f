// The film of a search: one stage at a time; on paper all of them, as a strip.

const scrub = document.getElementById("scrub");
if (scrub) {
  const stages = [...document.getElementById("reel").children];
  const show = () => {
    stages.forEach((stage, at) => stage.classList.toggle("off", at !== Number(scrub.value) - 1));
    document.getElementById("scrub-shown").textContent = `${scrub.value} of ${stages.length}`;
  };
  scrub.addEventListener("input", show);
  show();
}
