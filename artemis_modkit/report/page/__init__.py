"""The report as one HTML page that needs no network: what it shows, and how it is put together.

The page computes. Python hands over what no control changes (`fleets`, `cards`,
`payload`), `mechanics.js` does the rest as `balance` does it, and tests hold the two together.
"""
