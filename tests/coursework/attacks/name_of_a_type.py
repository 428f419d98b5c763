# A type whose name is a page of markup.
def correlate2d(image, kernel, stride=1, padding=0):
    return type("<script>alert(1)</script>" * 1000, (), {})()
