/**
 * The customer's slider: shows one row of the table at a time. Every figure in it was
 * computed and written by the server.
 */
for (const section of document.querySelectorAll(".offer")) {
    const rows = [...section.querySelectorAll("tbody tr")];
    const titles = [...section.querySelectorAll("th")];
    const slider = section.querySelector(".slider");
    const input = slider.querySelector("input");
    const shown = slider.querySelector(".shown");
    const show = () => {
        const list = document.createElement("dl");
        [...rows[Number(input.value)].cells].forEach((cell, index) => {
            const pair = document.createElement("div");
            const term = document.createElement("dt");
            const description = document.createElement("dd");
            term.textContent = titles[index].textContent;
            description.append(...cell.cloneNode(true).childNodes);
            pair.append(term, description);
            list.append(pair);
        });
        shown.replaceChildren(list);
        input.setAttribute("aria-valuetext", shown.textContent.trim());
    };
    input.addEventListener("input", show);
    show();
    slider.hidden = false;
    section.querySelector("table").hidden = true;
}
