print("cancelsync")
