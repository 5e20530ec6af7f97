import {
    Component,
    onMounted,
    onWillUnmount,
    useEffect,
    useRef,
    useState,
} from "@odoo/owl";
import {MAX_ZOOM, MIN_ZOOM, fit, pan, toScreen, zoomAt} from "./viewport";
import {cluster, countStates, isOneSpot} from "./clusters";
import {_t} from "@web/core/l10n/translation";
import {drawBackground} from "./background";

/** How far a finger may move, in pixels, and still mean a tap. */
const TAP = 5;
const ARROWS = {
    ArrowLeft: [80, 0],
    ArrowRight: [-80, 0],
    ArrowUp: [0, 80],
    ArrowDown: [0, -80],
};
/** Marks that stand out by less than this are still seen. */
const EDGE = 30;
/** Hanoi to Ho Chi Minh City, before anything is known. */
const VIETNAM = {x: 0.7972, y: 0.4555, zoom: 5};

/**
 * Points on a map: drag, wheel, pinch, buttons or keys move it, a tap chooses.
 *
 * The land is drawn on a canvas. Marks are buttons, so that fingers, keys and screen
 * readers reach them; there are never more than the window has room for.
 */
export class PositionMap extends Component {
    static template = "aig_position.PositionMap";
    static props = {
        points: Array,
        meanings: Object,
        chosen: {type: Number, optional: true},
        view: {type: Object, optional: true},
        onChoose: Function,
        onMove: Function,
    };

    setup() {
        this.root = useRef("root");
        this.canvas = useRef("canvas");
        this.state = useState({view: {...VIETNAM, width: 0, height: 0}});
        this.fingers = new Map();
        this.isDragged = false;
        this.clusters = {};
        const observer = new ResizeObserver(() => this.measure());
        onMounted(() => observer.observe(this.root.el));
        onWillUnmount(() => observer.disconnect());
        useEffect(
            (points) => this.showPoints(points),
            () => [this.props.points]
        );
        useEffect(
            () => this.draw(),
            () => [this.state.view]
        );
    }

    get size() {
        const {clientWidth: width, clientHeight: height} = this.root.el;
        return {width, height};
    }

    /** Other points: all of them are shown, unless the map comes back as it was left. */
    showPoints(points) {
        const kept = this.isShown ? null : this.props.view;
        this.isShown = true;
        this.move({
            ...(kept || fit({...this.view, ...this.size}, points)),
            ...this.size,
        });
    }

    measure() {
        const {width, height} = this.size;
        if (width !== this.view.width || height !== this.view.height) {
            this.move({...this.view, width, height});
        }
    }

    get view() {
        return this.state.view;
    }

    move(view) {
        this.state.view = view;
        this.props.onMove({x: view.x, y: view.y, zoom: view.zoom});
    }

    draw() {
        const {width, height} = this.view;
        const {el} = this.canvas;
        const ratio = window.devicePixelRatio || 1;
        el.width = width * ratio;
        el.height = height * ratio;
        const context = el.getContext("2d");
        context.scale(ratio, ratio);
        const colour = (name) => getComputedStyle(el).getPropertyValue(name).trim();
        drawBackground(context, this.view, {
            sea: colour("--o-aig-map-sea"),
            land: colour("--o-aig-map-land"),
            line: colour("--o-aig-map-line"),
            text: colour("--o-aig-map-text"),
        });
    }

    /** Clusters of this zoom: made once for each of its whole steps. */
    getClusters() {
        const zoom = Math.floor(this.view.zoom);
        if (this.clusters.points !== this.props.points) {
            this.clusters = {points: this.props.points};
        }
        return (this.clusters[zoom] ||= cluster(this.props.points, zoom));
    }

    /** What is seen, with its place in the window. */
    get marks() {
        const {width, height} = this.view;
        if (!width) {
            return [];
        }
        const marks = [];
        for (const found of this.getClusters()) {
            const [left, top] = toScreen(this.view, found.x, found.y);
            if (
                left > -EDGE &&
                top > -EDGE &&
                left < width + EDGE &&
                top < height + EDGE
            ) {
                marks.push({...found, left, top});
            }
        }
        return marks;
    }

    isSingle(mark) {
        return mark.points.length === 1;
    }

    meaning(mark) {
        return this.props.meanings[mark.points[0].state];
    }

    /** What a mark says to those who do not see it. */
    say(mark) {
        if (this.isSingle(mark)) {
            return `${mark.points[0].code}, ${this.meaning(mark).label}`;
        }
        const counts = countStates(mark.points);
        const parts = Object.entries(this.props.meanings)
            .filter(([state]) => counts[state])
            .map(([state, {label}]) => `${label} ${counts[state]}`);
        return _t("%(count)s positions: %(states)s", {
            count: mark.points.length,
            states: parts.join(", "),
        });
    }

    /** A ring that shows how many there are of each state. */
    ring(mark) {
        const counts = countStates(mark.points);
        let share = 0;
        const parts = Object.entries(this.props.meanings)
            .filter(([state]) => counts[state])
            .map(([state, {colour}]) => {
                const from = share;
                share += (counts[state] / mark.points.length) * 100;
                return `${colour} ${from}% ${share}%`;
            });
        return `conic-gradient(${parts.join(", ")})`;
    }

    /** A cluster is taken apart; where that cannot be done, its points are chosen. */
    choose(mark) {
        const isLast = this.view.zoom >= MAX_ZOOM || isOneSpot(mark, MAX_ZOOM);
        if (this.isSingle(mark) || isLast) {
            this.props.onChoose(mark.points);
        } else {
            const closer = fit(this.view, mark.points);
            const zoom = Math.max(closer.zoom, Math.floor(this.view.zoom) + 1);
            this.move({...closer, zoom});
        }
    }

    zoom(steps) {
        this.move(zoomAt(this.view, steps));
    }

    fitAll() {
        this.move(fit(this.view, this.props.points));
    }

    get canZoomIn() {
        return this.view.zoom < MAX_ZOOM;
    }

    get canZoomOut() {
        return this.view.zoom > MIN_ZOOM;
    }

    onWheel(ev) {
        const {left, top} = this.root.el.getBoundingClientRect();
        const steps = -Math.sign(ev.deltaY) * 0.5;
        this.move(zoomAt(this.view, steps, ev.clientX - left, ev.clientY - top));
    }

    onKeydown(ev) {
        const arrow = ARROWS[ev.key];
        const steps = {"+": 1, "=": 1, "-": -1}[ev.key];
        if (arrow) {
            this.move(pan(this.view, ...arrow));
        } else if (steps) {
            this.zoom(steps);
        } else if (ev.key === "0") {
            this.fitAll();
        } else {
            return;
        }
        ev.preventDefault();
    }

    onPointerDown(ev) {
        if (ev.button === 0) {
            this.isDragged = this.fingers.size > 0;
            this.start = [ev.clientX, ev.clientY];
            this.fingers.set(ev.pointerId, [ev.clientX, ev.clientY]);
        }
    }

    onPointerMove(ev) {
        const before = this.fingers.get(ev.pointerId);
        if (!before) {
            return;
        }
        const now = [ev.clientX, ev.clientY];
        if (!this.isDragged) {
            const moved = Math.hypot(now[0] - this.start[0], now[1] - this.start[1]);
            if (moved < TAP) {
                return;
            }
            this.isDragged = true;
            this.root.el.setPointerCapture(ev.pointerId);
        }
        const [other] = [...this.fingers].filter(([id]) => id !== ev.pointerId);
        this.fingers.set(ev.pointerId, now);
        if (other) {
            this.pinch(before, now, other[1]);
        } else {
            this.move(pan(this.view, now[0] - before[0], now[1] - before[1]));
        }
    }

    /** One of two fingers moves: what lies between them stays between them. */
    pinch(before, now, other) {
        const box = this.root.el.getBoundingClientRect();
        const distance = ([left, top]) =>
            Math.max(1, Math.hypot(left - other[0], top - other[1]));
        const middle = [
            (now[0] + other[0]) / 2 - box.left,
            (now[1] + other[1]) / 2 - box.top,
        ];
        const moved = pan(
            this.view,
            (now[0] - before[0]) / 2,
            (now[1] - before[1]) / 2
        );
        const steps = Math.log2(distance(now) / distance(before));
        this.move(zoomAt(moved, steps, ...middle));
    }

    onPointerUp(ev) {
        this.fingers.delete(ev.pointerId);
    }

    /** The end of a drag is no tap on what lies below it. */
    onClick(ev) {
        if (this.isDragged) {
            ev.stopPropagation();
            ev.preventDefault();
            this.isDragged = false;
        }
    }
}
