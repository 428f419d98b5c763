# Never comes to the end of the cell itself.
while True:
    pass
