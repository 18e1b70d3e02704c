"""The x-ray: what past deals say about process and luck. Values in, values out."""
