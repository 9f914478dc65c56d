// node --test: every specification is valid, is drawn whole, and says what it has to.
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import test from 'node:test'
import Ajv from 'ajv'
import { pngOf, renderAll, svgOf } from './render.mjs'

const folder = process.env.PICTURES ?? 'dist'
const here = fileURLToPath(new URL('.', import.meta.url))
const specs = readdirSync(join(folder, 'specs')).sort().map((file) => ({ name: file.replace('.vl.json', ''), text: readFileSync(join(folder, 'specs', file), 'utf8') }))

// words returns the texts of SVG, without markup.
function words(svg) {
	return [...svg.matchAll(/<text[^>]*>([^<]*)<\/text>|<tspan[^>]*>([^<]*)<\/tspan>/g)].map((m) => decode(m[1] ?? m[2]))
}
function decode(s) {
	return s.replace(/&lt;/g, '<').replace(/&gt;/g, '>').replace(/&quot;/g, '"').replace(/&#39;/g, "'").replace(/&#34;/g, '"').replace(/&amp;/g, '&')
}

test('specifications follow the schema of Vega-Lite', () => {
	const schema = JSON.parse(readFileSync(fileURLToPath(import.meta.resolve('vega-lite/vega-lite-schema.json')), 'utf8'))
	const ajv = new Ajv({ strict: false, allErrors: true, validateFormats: false })
	const valid = ajv.compile(schema)
	assert.equal(valid({ mark: 'no such mark' }), false)
	for (const { name, text } of specs) assert.ok(valid(JSON.parse(text)), `${name}: ${JSON.stringify(valid.errors?.slice(0, 3))}`)
})

test('every picture is rendered, large enough, and its texts are in it', async () => {
	const made = await renderAll(folder)
	assert.equal(made.length, specs.length + readdirSync(join(folder, 'text')).length)
	assert.ok(specs.length >= 7)
	for (const { name, svg, width, height } of made) {
		const png = readFileSync(join(folder, 'png', `${name}.png`))
		assert.deepEqual([...png.subarray(0, 8)], [0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10], name)
		assert.equal(png.readUInt32BE(16), width, name)
		assert.equal(png.readUInt32BE(20), height, name)
		assert.ok(width >= 1400 && width <= 2600 && height >= 300 && height <= 2400, `${name}: ${width} by ${height}`)
		const said = words(svg).join(' ')
		assert.match(said, /2026-10-05/, `${name} names no day`)
		assert.match(said, /Larkspur/, `${name} names nobody`)
		// Texts are drawn: without fonts the pixels are others.
		assert.ok(!pngOf(svg, 0.5).pixels.equals(pngOf(svg, 0.5, []).pixels), `${name} has no text`)
	}
	for (const { name, text } of specs) {
		const spec = JSON.parse(text)
		const said = words(made.find((m) => m.name === name).svg)
		for (const line of [...spec.title.text, ...spec.title.subtitle]) assert.ok(said.includes(line), `${name} does not say ${line}: ${said.slice(0, 5)}`)
		const rows = spec.data?.values ?? []
		for (const r of rows) {
			for (const word of [r.group, r.class, r.entry, r.level, ...(r.names ?? '').split('\n'), r.text].filter(Boolean)) assert.ok(said.includes(word), `${name} does not say ${word}`)
		}
		// As many numbers as counts, none lost at an edge.
		const counts = rows.filter((r) => r.count !== undefined).map((r) => `${r.count}`)
		for (const n of new Set(counts)) assert.ok(said.filter((w) => w === n).length >= counts.filter((c) => c === n).length, `${name} shows ${n} too rarely`)
	}
})

test('nothing sticks out of a picture', async () => {
	for (const { name, text } of specs) {
		const { pixels, width, height } = pngOf(await svgOf(JSON.parse(text)), 1)
		const edge = []
		for (let x = 0; x < width; x++) edge.push([x, 0], [x, height - 1])
		for (let y = 0; y < height; y++) edge.push([0, y], [width - 1, y])
		const ink = edge.find(([x, y]) => !white(pixels, (y * width + x) * 4))
		assert.equal(ink, undefined, `${name} touches an edge`)
	}
})
function white(pixels, i) {
	return pixels[i] === 255 && pixels[i + 1] === 255 && pixels[i + 2] === 255
}

test('the time zone of the machine changes nothing', () => {
	const draw = (zone) =>
		execFileSync(process.execPath, ['--input-type=module', '-e', `import { svgOf } from './render.mjs'; import { readFileSync } from 'node:fs'; process.stdout.write(await svgOf(JSON.parse(readFileSync(process.argv[1], 'utf8'))))`, join(process.cwd(), folder, 'specs', 'certification.vl.json')], { cwd: here, env: { ...process.env, TZ: zone }, encoding: 'utf8' })
	const utc = draw('UTC')
	assert.match(utc, /2026-12-14/)
	for (const zone of ['America/Los_Angeles', 'Pacific/Auckland', 'Asia/Kathmandu']) assert.ok(draw(zone) === utc, zone)
})

test('a specification of which something cannot be drawn is refused', async () => {
	const spec = JSON.parse(specs.find((s) => s.name === 'statement-by-theme').text)
	spec.spec.layer[0].encoding.shape = { field: 'class', type: 'nominal' }
	await assert.rejects(svgOf(spec), /shape/)
})

test('the same specification gives the same bytes', async () => {
	for (const { name, text } of specs) {
		const svg = await svgOf(JSON.parse(text))
		assert.ok((await svgOf(JSON.parse(text))) === svg, name)
		assert.ok(pngOf(svg, 1).asPng().equals(pngOf(svg, 1).asPng()), name)
	}
})
