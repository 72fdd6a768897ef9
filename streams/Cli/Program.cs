Console.Error.WriteLine("nba: no verb yet");
return 2;
