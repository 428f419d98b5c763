# A list that holds itself, and a dict that holds it too.
def correlate2d(image, kernel, stride=1, padding=0):
    out = []
    out.append({1: out, 2: [out, out]})
    return out
