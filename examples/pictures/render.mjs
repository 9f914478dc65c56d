// Renders what "go run ." wrote: the Vega-Lite specifications to SVG and PNG, and the
// pictures that are SVG text already to PNG.
//
//	node render.mjs [folder]
//
// No browser, and no font of the machine: the one of the package dejavu-fonts-ttf is
// used, so that a machine without fonts gives the same pixels. A warning of Vega-Lite
// is an error here: it says that something of the specification is not drawn.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Resvg } from '@resvg/resvg-js'
import * as vega from 'vega'
import * as lite from 'vega-lite'

// Without a canvas Vega takes every character for 0.8 em wide; this font has 0.55 on
// average, 0.63 in bold. Titles, cut labels and the room around a picture go by it.
vega.textMetrics.width = (item, text) => {
	const line = `${Array.isArray(text) ? text[0] : (text ?? item.text ?? '')}`
	return Math.ceil([...line].length * (item.fontSize ?? 11) * (item.fontWeight === 'bold' ? 0.63 : 0.55))
}

const fonts = ['DejaVuSans.ttf', 'DejaVuSans-Bold.ttf'].map((f) => fileURLToPath(import.meta.resolve(`dejavu-fonts-ttf/ttf/${f}`)))

function strict() {
	const refuse = (...args) => {
		throw new Error(args.join(' '))
	}
	const logger = { level: () => logger, error: refuse, warn: refuse, info: () => logger, debug: () => logger }
	return logger
}

// svgOf renders a specification.
export async function svgOf(spec) {
	const compiled = lite.compile(spec, { logger: strict() }).spec
	const view = new vega.View(vega.parse(compiled), { renderer: 'none', logger: strict() })
	return view.toSVG()
}

// pngOf renders SVG, at twice its size if not told. Without fonts the texts are missing.
export function pngOf(svg, zoom = 2, fontFiles = fonts) {
	return new Resvg(svg, {
		fitTo: { mode: 'zoom', value: zoom },
		font: { loadSystemFonts: false, fontFiles, defaultFontFamily: 'DejaVu Sans', sansSerifFamily: 'DejaVu Sans' },
	}).render()
}

export async function renderAll(folder) {
	for (const to of ['svg', 'png']) mkdirSync(join(folder, to), { recursive: true })
	const made = []
	const png = (name, svg) => {
		const picture = pngOf(svg)
		writeFileSync(join(folder, 'png', `${name}.png`), picture.asPng())
		made.push({ name, svg, width: picture.width, height: picture.height })
	}
	for (const file of readdirSync(join(folder, 'specs')).sort()) {
		const name = file.replace(/\.vl\.json$/, '')
		const svg = await svgOf(JSON.parse(readFileSync(join(folder, 'specs', file), 'utf8')))
		writeFileSync(join(folder, 'svg', `${name}.svg`), svg)
		png(name, svg)
	}
	for (const file of readdirSync(join(folder, 'text')).sort()) {
		png(file.replace(/\.svg$/, '.text'), readFileSync(join(folder, 'text', file), 'utf8'))
	}
	return made
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
	for (const p of await renderAll(process.argv[2] ?? 'dist')) console.log(`${p.name}: ${p.width} by ${p.height}`)
}
