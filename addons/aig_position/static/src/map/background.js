import {ISLANDS, LAND, PLACES} from "./outline";
import {metresPerPixel, project, unproject} from "./mercator";
import {toScreen, toWorld} from "./viewport";

/** Degrees between two lines of the graticule: about 100 pixels or more. */
const STEPS = [10, 5, 2, 1, 0.5, 0.2, 0.1, 0.05, 0.02, 0.01, 0.005, 0.002, 0.001];
const LINE_DISTANCE = 100;
const LONGEST_BAR = 120;

const onScreen = (view, latitude, longitude) =>
    toScreen(view, ...project(latitude, longitude));

/** The widest step whose lines are far enough apart, but no closer. */
export function graticuleStep(view) {
    const degree = onScreen(view, 0, 1)[0] - onScreen(view, 0, 0)[0];
    return STEPS.findLast((step) => step * degree >= LINE_DISTANCE) || STEPS[0];
}

/** A round distance in metres for the bar of scale, and its length in pixels. */
export function scaleBar(view) {
    const [latitude] = unproject(view.x, view.y);
    const metres = metresPerPixel(latitude, view.zoom);
    const power = 10 ** Math.floor(Math.log10(metres * LONGEST_BAR));
    const round = [5, 2, 1].find((digit) => digit * power <= metres * LONGEST_BAR);
    return {metres: round * power, pixels: (round * power) / metres};
}

/**
 * Draw land, graticule, names and scale.
 *
 * @param {CanvasRenderingContext2D} context in pixels of the page
 * @param {Object} view see `viewport.js`
 * @param {Object} colours `sea`, `land`, `line`, `text`
 */
export function drawBackground(context, view, colours) {
    context.fillStyle = colours.sea;
    context.fillRect(0, 0, view.width, view.height);
    drawLand(context, view, colours);
    drawGraticule(context, view, colours);
    drawNames(context, view, colours);
    drawScale(context, view, colours);
}

function drawLand(context, view, colours) {
    context.beginPath();
    for (const [latitude, longitude] of LAND) {
        context.lineTo(...onScreen(view, latitude, longitude));
    }
    context.closePath();
    context.fillStyle = colours.land;
    context.strokeStyle = colours.line;
    context.lineWidth = 1.5;
    context.fill();
    context.stroke();
    for (const [latitude, longitude] of ISLANDS) {
        context.beginPath();
        context.arc(...onScreen(view, latitude, longitude), 2.5, 0, 2 * Math.PI);
        context.fill();
        context.stroke();
    }
}

function drawGraticule(context, view, colours) {
    const step = graticuleStep(view);
    const digits = Math.max(0, -Math.floor(Math.log10(step)));
    const [north, west] = unproject(...toWorld(view, 0, 0));
    const [south, east] = unproject(...toWorld(view, view.width, view.height));
    context.strokeStyle = colours.line;
    context.fillStyle = colours.text;
    context.lineWidth = 0.5;
    context.font = "10px sans-serif";
    for (let n = Math.ceil(west / step); n * step <= east; n++) {
        const [left] = onScreen(view, 0, n * step);
        drawLine(context, [left, 0], [left, view.height]);
        context.fillText(`${(n * step).toFixed(digits)}°`, left + 2, 10);
    }
    for (let n = Math.ceil(south / step); n * step <= north; n++) {
        const [, top] = onScreen(view, n * step, 0);
        drawLine(context, [0, top], [view.width, top]);
        context.fillText(`${(n * step).toFixed(digits)}°`, 2, top - 2);
    }
}

function drawLine(context, from, to) {
    context.beginPath();
    context.moveTo(...from);
    context.lineTo(...to);
    context.stroke();
}

/** Names, the larger places first; one that would cover another is left out. */
function drawNames(context, view, colours) {
    context.fillStyle = colours.text;
    context.font = "12px sans-serif";
    context.textAlign = "center";
    const written = [];
    for (const [zoom, latitude, longitude, name] of PLACES) {
        const [left, top] = onScreen(view, latitude, longitude);
        const half = context.measureText(name).width / 2;
        const covers = written.some(
            (other) =>
                Math.abs(other.left - left) < other.half + half &&
                Math.abs(other.top - top) < 14
        );
        if (view.zoom >= zoom && !covers) {
            written.push({left, top, half});
            context.fillText(name, left, top - 24);
        }
    }
    context.textAlign = "start";
}

function drawScale(context, view, colours) {
    const {metres, pixels} = scaleBar(view);
    const [left, top] = [10, view.height - 10];
    context.strokeStyle = colours.text;
    context.fillStyle = colours.text;
    context.lineWidth = 2;
    drawLine(context, [left, top], [left + pixels, top]);
    const label = metres >= 1000 ? `${metres / 1000} km` : `${metres} m`;
    context.fillText(label, left, top - 5);
}
